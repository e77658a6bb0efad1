import type { Page } from "@playwright/test";
import { fakeSpeech } from "#test/fake-speech.ts";
import { storeConversations } from "#test/store-conversations.ts";
import { expect, test } from "./blossom.ts";

type Speech = ReturnType<typeof fakeSpeech>;

const voices = [
  { name: "Kyoko", lang: "ja-JP" },
  { name: "Otoya", lang: "ja-JP" },
  { name: "Yuna", lang: "ko-KR" },
];

/** Gives the page voices: Chromium on a server has none. */
const giveVoices = (page: Page) =>
  page.addInitScript(
    `delete globalThis.speechSynthesis; globalThis.speech = (${String(fakeSpeech)})(${JSON.stringify(voices)});`,
  );

const inPage = <T>(page: Page, run: (speech: Speech) => T) =>
  page.evaluate(`(${String(run)})(globalThis.speech)`) as Promise<T>;

/** Waits until this is the last that the page has said. */
const expectSaid = (page: Page, one: Partial<Speech["said"][number]>) =>
  expect.poll(() => inPage(page, (speech) => speech.said.at(-1) ?? {})).toMatchObject(one);
const end = (page: Page) => inPage(page, (speech) => speech.end());

test("speaks a word, a sentence and a whole reply, also slowly, as the learner settled their readings", async ({
  page,
  start,
}) => {
  const blossom = await start();
  const sentence = "市場に行きました。";
  const spoken = "しじょうにいきました。"; // the learner settles 市場; the engine is sure of 行, which has other readings too
  await blossom.call("POST", "/api/readings/settle", {
    language: "ja",
    text: sentence,
    start: 0,
    end: 2,
    reading: "しじょう",
  });
  const [id] = storeConversations(blossom.dataDir, [{ asked: "どこ？", text: `${sentence}とても寒かったです。` }]);
  await giveVoices(page);
  await page.goto(`${blossom.url}/chat/${id}`);
  const reply = page.locator("[data-role=tutor]");
  const living = reply.locator("[data-prose] [data-living]");
  await expect(living.locator("rt", { hasText: "しじょう" })).toBeVisible({ timeout: 20_000 }); // loads Japanese
  const hear = reply.getByRole("button", { name: "Hear it", exact: true });
  await hear.click();
  await expectSaid(page, { text: spoken, voice: "Kyoko", rate: 1 });
  await expect(reply.locator("[data-spoken]")).toContainText("市場");
  await end(page);
  await expectSaid(page, { text: "とても寒かったです。" });
  await expect(reply.locator("[data-spoken]")).toHaveText(/寒/);
  await end(page);
  await reply.getByRole("button", { name: "Hear it slowly" }).click();
  await expectSaid(page, { text: spoken, rate: 0.7 });
  await reply.getByRole("button", { name: "Stop" }).click();
  await expect(reply.locator("[data-spoken]")).toHaveCount(0);

  await living.locator("[data-word]").first().click();
  const popup = page.getByRole("dialog");
  await popup.getByRole("button", { name: "Hear it" }).click();
  await expectSaid(page, { text: "しじょう" });
  await end(page);
  await page.keyboard.press("Escape");
  await expect(popup).toHaveCount(0);

  await living.last().focus();
  await page.keyboard.press("Enter");
  await reply.getByRole("article").getByRole("button", { name: "Hear it", exact: true }).click();
  await expectSaid(page, { text: "とても寒かったです。", rate: 1 });
});

test("speaks each language with the voice that the learner tried and chose", async ({ page, start }) => {
  const blossom = await start();
  const [id] = storeConversations(blossom.dataDir, [{ asked: "どこ？", text: "とても寒かったです。" }]);
  await giveVoices(page);
  await page.goto(`${blossom.url}/settings/languages`);
  const field = page.getByLabel("Voice for Japanese");
  await expect(field.getByRole("option")).toHaveText(["Automatic", "Kyoko", "Otoya"]);
  await field.selectOption("Otoya");
  await page.getByRole("button", { name: "Test" }).click();
  await expectSaid(page, { voice: "Otoya", lang: "ja-JP" });
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  await end(page);
  await blossom.call("PUT", "/api/settings", { learningLanguage: "ko" });
  await expect(page.getByLabel("Voice for Korean").getByRole("option")).toHaveText(["Automatic", "Yuna"]);
  await page.getByRole("button", { name: "Test" }).click();
  await expectSaid(page, { voice: "Yuna", lang: "ko-KR" });

  await page.goto(`${blossom.url}/chat/${id}`);
  await expect(page.locator("[data-role=tutor] [data-word]").first()).toBeVisible({ timeout: 20_000 }); // loads Japanese
  await page.locator("[data-role=tutor]").getByRole("button", { name: "Hear it", exact: true }).click();
  await expectSaid(page, { text: "とても寒かったです。", voice: "Otoya" });
});
