import { Database } from "bun:sqlite";
import type { Page } from "@playwright/test";
import { join } from "node:path";
import type { Started } from "#shared/chat.ts";
import { copyRows, readRows } from "#test/copy-rows.ts";
import { type Blossom, composer, expect, frames, replyWith, sendMessage, test } from "./blossom.ts";

/** A conversation of so many messages: the app makes the first ones, and their rows are copied. */
async function openLong(page: Page, blossom: Blossom, length: number) {
  const texts = ["What is は?", "猫が好き。", "猫が好き。", "Tell me more about cats, please."];
  let conversationId: string | undefined;
  for (const [index, text] of texts.entries()) {
    const body = { text, task: index % 2 === 0 ? "reply" : "explain", language: "ja", conversationId };
    const response = await fetch(`${blossom.url}/api/chat`, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "respond-async" },
      body: JSON.stringify(body),
    });
    const started = (await response.json()) as Started;
    conversationId = started.conversationId!;
    await (await fetch(`${blossom.url}/api/generations/${started.generationId}/events`)).text();
  }
  await blossom.call("POST", `/api/conversations/${conversationId}/title`, {}); // nothing is written afterwards
  await blossom.kill();
  const db = new Database(join(blossom.dataDir, "blossom.db"), { strict: true });
  const rows = readRows(db, 1);
  const count = () => db.query<{ count: number }, []>("SELECT count(*) AS count FROM messages").get()!.count;
  for (let copy = 0; count() < length; copy++) copyRows(db, rows, copy, conversationId);
  const messages = count();
  db.close();
  await blossom.restart();
  await page.goto(`${blossom.url}/chat/${conversationId}`);
  await expect(page.locator("[data-message]").last()).toBeInViewport();
  // some browsers keep the place themselves, and some do not
  await page.locator("[data-pinned]").evaluate((box: HTMLElement) => box.style.setProperty("overflow-anchor", "none"));
  return messages;
}

/** Where a message in the middle of the view stands. */
const place = (page: Page) =>
  page.evaluate(() => {
    const box = document.querySelector("[data-pinned]")!.getBoundingClientRect();
    const shown = [...document.querySelectorAll("[data-message]")].find(
      (one) => one.getBoundingClientRect().bottom > box.top + box.height / 3,
    )!;
    return { id: shown.getAttribute("data-message")!, top: shown.getBoundingClientRect().top };
  });
const topOf = (page: Page, id: string) =>
  page.evaluate((one) => document.querySelector(`[data-message="${one}"]`)!.getBoundingClientRect().top, id);
const scrollTop = (page: Page) => page.locator("[data-pinned]").evaluate((box) => box.scrollTop);

test("keeps the text under the eye in its place while more than 400 messages are scrolled through", async ({
  page,
  withOllama,
}) => {
  test.setTimeout(180_000);
  const { blossom } = await withOllama({ script: replyWith("**はい**。私も猫が好きです。\n\n- 一つ\n- 二つ") });
  const length = await openLong(page, blossom, 420);
  expect(await page.locator("[data-message]").count()).toBeLessThanOrEqual(20);

  // earlier messages arrive when the learner has stopped scrolling
  let isWaiting = false;
  let arrive = Promise.withResolvers<void>();
  await page.route("**/api/conversations/*?before=*", async (route) => {
    isWaiting = true;
    await arrive.promise;
    isWaiting = false;
    arrive = Promise.withResolvers();
    await route.continue();
  });
  await page.mouse.move(700, 300);
  const moved: string[] = [];
  const often = { intervals: [10] }; // there are hundreds of looks
  for (let step = 0; step < 400; step++) {
    const shown = await page.locator("[data-message]").count();
    if (shown === length) break;
    const before = await place(page);
    const from = await scrollTop(page);
    await page.mouse.wheel(0, -700);
    await expect.poll(() => scrollTop(page), often).toBeLessThan(from);
    await frames(page);
    const by = from - (await scrollTop(page));
    const top = await topOf(page, before.id);
    if (Math.abs(top - before.top - by) > 1) moved.push(`scrolled by ${by}, moved by ${top - before.top}`);
    if (!isWaiting) continue;
    const still = await place(page);
    arrive.resolve();
    await expect.poll(() => page.locator("[data-message]").count(), often).toBeGreaterThan(shown);
    await frames(page);
    const now = await topOf(page, still.id);
    if (Math.abs(now - still.top) > 1) moved.push(`${shown} messages: from ${still.top} to ${now}`);
  }
  expect(moved).toEqual([]);
  const ids = await page
    .locator("[data-message]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("data-message")));
  expect(new Set(ids).size).toBe(length);
  await expect(page.getByRole("button", { name: "Show earlier messages" })).toHaveCount(0);

  await page.getByRole("button", { name: "To the latest" }).click();
  await expect(page.locator("[data-message]").last()).toBeInViewport();
  await expect.poll(() => page.locator("[data-message]").count()).toBe(20);
  await expect(page.locator("[data-message]").last()).toBeInViewport();
  await expect(composer(page)).toBeVisible();
});

test("shows in two windows what is written into a long conversation, also after a reload in the middle of an answer", async ({
  page,
  context,
  withOllama,
}) => {
  // without kanji: the readings above them would be part of the text
  const answer = "はい、ねこはよくねます。いぬはたくさんはしります。とりはとおくへとびます。さかなはうみをおよぎます。";
  const { blossom, ollama } = await withOllama({ script: replyWith("はい。") });
  await openLong(page, blossom, 90);
  // a press would scroll there first, which loads them, and then load the ones before them too
  await page.getByRole("button", { name: "Show earlier messages" }).scrollIntoViewIfNeeded();
  await expect(page.locator("[data-message]")).toHaveCount(40);

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator("[data-message]")).toHaveCount(20);
  ollama.script = replyWith(answer, { tokensPerSecond: 8 });
  await sendMessage(other, "What do animals do?", "Alt+Enter");
  for (const one of [page, other]) await expect(one.locator("[data-role=tutor]").last()).toContainText("ねこはよく");
  await other.reload();
  for (const one of [page, other]) {
    await expect(one.locator("[data-role=tutor]").last()).toContainText("さかなはうみをおよぎます。", {
      timeout: 30_000,
    });
    await expect(one.locator("[data-role=tutor]").last().locator("[data-prose]").getByText("ねこはよく")).toHaveCount(
      1,
    );
  }
  await expect(page.locator("[data-message]")).toHaveCount(42);
  await expect(other.getByRole("button", { name: "Stop" })).toHaveCount(0);
});
