import { storeConversations } from "#test/store-conversations.ts";
import { composer, expect, test } from "./blossom.ts";

/** Each of them kept a page busy for seconds or minutes. */
const hardTexts = {
  "unclosed strikes": "~~a".repeat(50_000),
  "unclosed notes": "[^a]".repeat(40_000),
  "unclosed links": "[a](".repeat(40_000),
  "a table of 30,000 cells": `|a|b|c|\n|-|-|-|\n${"|1|2|3|\n".repeat(10_000)}`,
  "brackets without a space": "「".repeat(100_000),
  "full stops without a space": "。".repeat(100_000),
  "a letter with 100,000 accents": `a${"\u0301".repeat(100_000)}`,
  "Thai without a space": "ก".repeat(100_000),
  "10,000 paragraphs": Array.from({ length: 10_000 }, (_, n) => `**${n}** 猫。`).join("\n\n"),
  "quotes inside quotes": `${">".repeat(50_000)} a`,
};

test("draws texts plainly that Markdown or the browser would need minutes for", async ({ page, start }) => {
  const blossom = await start();
  const texts = Object.values(hardTexts);
  const ids = storeConversations(
    blossom.dataDir,
    texts.map((text) => ({ asked: "猫", text: `${text}\n\nThe end of it.` })),
  );
  for (const [index, id] of ids.entries()) {
    await page.goto(`${blossom.url}/chat/${id}`);
    const answer = page.locator("[data-role=tutor]");
    await expect(answer).toContainText("The end of it.");
    const beginning = (texts[index] ?? "").split("\n")[0]?.slice(0, 200) ?? "";
    expect(await answer.textContent()).toContain(beginning.replaceAll("**", ""));
    await composer(page).fill("still here");
    await expect(composer(page)).toHaveValue("still here");
  }
});

test("draws a learner's hard texts, in the field and as a message", async ({ page, start }) => {
  const blossom = await start();
  const text = `${"「".repeat(19_000)}end`;
  const [id] = storeConversations(blossom.dataDir, [{ asked: text, text: "はい。" }]);
  await page.goto(`${blossom.url}/chat/${id}`);
  const own = page.locator("[data-role=learner]");
  expect(await own.locator("p").textContent()).toBe(text);
  await own.getByRole("button", { name: "Show all" }).click();
  await expect(own.getByText("end", { exact: false }).last()).toBeAttached();
  await composer(page).fill(text);
  await composer(page).press("a");
  await expect(composer(page)).toHaveValue(`${text}a`);
});

test("keeps the language and the presses of an ordinary long answer", async ({ page, start }) => {
  const blossom = await start();
  const paragraph = "You can say **日本に行きたいです。** It is what one says.";
  const [id] = storeConversations(blossom.dataDir, [{ asked: "How?", text: `${paragraph}\n\n`.repeat(200) }]);
  await page.goto(`${blossom.url}/chat/${id}`);
  const sentences = page.locator("[data-role=tutor] [role=button][lang=ja]");
  await expect(sentences).toHaveCount(200);
});

test("folds what the model thought, and loads it when it is opened", async ({ page, start }) => {
  const blossom = await start();
  const thoughts = "The learner greets me.\nI greet back.";
  const [id] = storeConversations(blossom.dataDir, [{ asked: "こんにちは。", text: "はい。", thoughts }]);
  const loads: string[] = [];
  page.on("request", (request) => request.url().endsWith("/raw") && loads.push(request.url()));
  await page.goto(`${blossom.url}/chat/${id}`);
  await expect(page.getByText("Thoughts · 12")).toBeVisible();
  expect(loads).toHaveLength(0);
  await page.getByText("Thoughts · 12").click();
  await expect(page.getByText("I greet back.")).toBeVisible();
  expect(loads).toHaveLength(1);
});
