import { storeConversations } from "#test/store-conversations.ts";
import { answerFor } from "#test/upstream/lessons/index.ts";
import { composer, expect, expectBoth, frames, test } from "./blossom.ts";

const prose = [
  "猫は**「好き」**です。<br>27~28℃でした。",
  "<ruby>今日<rt>きょう</rt></ruby>は https://example.com/a、読みました。",
  "| 語 | 意味 | 例 |\n| - | - | - |\n| 図書館 | a place with many books | 図書館に行って、新しい本を三冊借りて帰りました。 |",
].join("\n\n");

test("draws Markdown between Chinese characters on a phone, and readings in Hangul, in Latin letters and not at all", async ({
  page,
  start,
}) => {
  const blossom = await start();
  const [japanese, korean] = storeConversations(blossom.dataDir, [
    { asked: "教えて", text: prose },
    { asked: "알려 줘", text: "한국어를 **독립**적으로 공부합니다.", language: "ko" },
  ]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${blossom.url}/chat/${japanese}`);
  const answer = page.locator("[data-role=tutor] [data-prose]");
  await expect(answer.locator("strong")).toContainText("好");
  await expect(answer.locator("br")).toHaveCount(1);
  await expect(answer.locator("del")).toHaveCount(0);
  await expect(answer.getByRole("link")).toHaveAttribute("href", "https://example.com/a");
  await expect(answer.locator("[data-word]").first()).toBeVisible({ timeout: 20_000 }); // loads Japanese
  // the writer's own reading stands above its word, as the others do
  const heights = await answer.locator("ruby", { hasText: "きょう" }).evaluate((ruby) => {
    const letters = document.createTreeWalker(ruby, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const found: [string, number][] = [];
    while (letters.nextNode()) {
      range.selectNode(letters.currentNode);
      found.push([letters.currentNode.textContent ?? "", range.getBoundingClientRect().bottom]);
    }
    return Object.fromEntries(found);
  });
  expect(heights["きょう"]).toBeLessThan(heights["今日"]! - 12);
  await expect(answer.filter({ hasText: /<br>|<ruby>|\*\*/ })).toHaveCount(0);
  // the table scrolls, and not the page
  const table = answer.getByRole("table");
  await table.scrollIntoViewIfNeeded();
  await expect(table).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expectBoth(page);

  const readings = page.locator("[data-role=tutor] rt");
  await blossom.call("PUT", "/api/settings", { learningLanguage: "ko", romanisation: false });
  await page.goto(`${blossom.url}/chat/${korean}`);
  await expect(readings.filter({ hasText: "동닙" })).toBeVisible({ timeout: 20_000 }); // loads Korean
  await blossom.call("PUT", "/api/settings", { romanisation: true });
  await expect(readings.filter({ hasText: "dongnip" })).toBeVisible();
  await blossom.call("PUT", "/api/settings", { readings: "off" });
  await expect(page.locator("[data-role=tutor] rt:visible")).toHaveCount(0);
});

test("has no violations in a popup, while a message is edited, in the search and in the shortcuts, light and dark", async ({
  page,
  start,
}) => {
  const blossom = await start();
  const [id] = storeConversations(blossom.dataDir, [{ asked: "猫が好き。", text: "私も猫が好きです。" }]);
  await page.goto(`${blossom.url}/chat/${id}`);
  const word = page.locator("[data-role=tutor] [data-word]").first();
  await expect(word).toBeVisible({ timeout: 20_000 }); // loads Japanese
  await word.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectBoth(page);
  await page.keyboard.press("Escape");

  await composer(page).focus();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("textbox")).toHaveCount(2);
  await expectBoth(page);
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+k");
  await page.getByRole("searchbox").fill("猫");
  await expect(page.locator("[data-result]").first()).toBeVisible();
  await expectBoth(page);
  await page.keyboard.press("Escape"); // the browser empties the field
  await page.keyboard.press("Escape");
  await expect(page.getByRole("searchbox")).toHaveCount(0);
  await expect(composer(page)).toBeFocused(); // the browser closes the dialog a moment before the page returns the focus

  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await expectBoth(page);
});

test("has no violations in the settings of a speech server, and during and after the test of a model, light and dark", async ({
  page,
  withOllama,
}) => {
  const seen = Promise.withResolvers<void>();
  const { blossom } = await withOllama({
    script: (request, index) => ({
      ...answerFor(request),
      tokensPerSecond: 10_000,
      ...(index >= 4 && { ready: seen.promise }),
    }),
  });
  await blossom.call("PUT", "/api/speech/settings", { url: "https://speech.example.org/v1", model: "kokoro" });
  await blossom.call("PUT", "/api/settings", { speech: "server" });
  await page.goto(`${blossom.url}/settings/languages`);
  await expect(page.getByRole("checkbox", { name: "Send texts to speech.example.org" })).toBeVisible();
  await expectBoth(page);

  await page.goto(`${blossom.url}/settings/models`);
  await page.getByRole("region", { name: "Test on real sentences" }).getByRole("button", { name: "Test" }).click();
  await expect(page.getByText(/gemma3:12b: 4 of \d+ questions/)).toBeVisible();
  await expectBoth(page);
  seen.resolve();
  await expect(page.getByRole("rowheader", { name: /^Right readings/ })).toBeVisible({ timeout: 30_000 });
  await frames(page);
  await expectBoth(page);
});
