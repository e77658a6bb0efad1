import type { Page } from "@playwright/test";
import { buildWordAt } from "#test/builders.ts";
import { storeConversations } from "#test/store-conversations.ts";
import { expect, test } from "./blossom.ts";

const clipboard = (page: Page) =>
  page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string) => (item?.types.includes(type) ? (await item.getType(type)).text() : "");
    return { text: await read("text/plain"), html: await read("text/html") };
  });

const sentence = "昨日友達と映画を見ました。";
const reply = `**${sentence}** 楽しかったですね。\n\n1. ~~食べれる~~ → 食べられる\n2. 27~28℃でした。`;
const word = (start: number, end: number, reading: string, more = {}) =>
  buildWordAt(sentence, start, end, { state: "known", reading, meaning: "m", ...more });

test("copies sentences, selections, answers and cards as a reader sees them", async ({ page, context, start }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const blossom = await start();
  const [prose, card] = storeConversations(blossom.dataDir, [
    { asked: "教えて", text: reply },
    {
      asked: sentence,
      card: {
        text: sentence,
        translation: "I saw a film with a friend yesterday.",
        note: "",
        words: [
          word(0, 2, "きのう"),
          word(2, 4, "ともだち"),
          word(4, 5, ""),
          word(5, 7, "えいが"),
          word(7, 8, ""),
          word(8, 12, "みました", { lemma: "見る" }),
        ],
      },
    },
  ]);

  await page.goto(`${blossom.url}/chat/${prose}`);
  const living = page.locator("[data-prose] [data-living]").filter({ hasText: "昨日" });
  await expect(living.locator("rt").first()).toBeVisible({ timeout: 20_000 }); // the first sentence loads Japanese
  // a triple click takes the whole paragraph, and copying leaves its readings out
  await living.click({ clickCount: 3, position: { x: 60, y: 22 } });
  await page.keyboard.press("Control+c");
  const copied = await clipboard(page);
  expect(copied.text.trim()).toBe(`${sentence} 楽しかったですね。`);
  expect(copied.html).toContain("<rt>えいが</rt>");
  expect(copied.html).not.toContain("data-");

  // a drag from within one sentence into another
  await page.evaluate(() => {
    const [first, second] = document.querySelectorAll("[data-prose] [data-living]");
    const letter = (element: Element, text: string) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (node.textContent?.includes(text)) return node;
      throw new Error(text);
    };
    getSelection()?.setBaseAndExtent(letter(first!, "映画"), 0, letter(second!, "楽"), 1);
  });
  await page.keyboard.press("Control+c");
  expect((await clipboard(page)).text).toBe("映画を見ました。 楽");

  await page
    .locator("[data-prose]")
    .first()
    .click({ position: { x: 2, y: 2 } });
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  const all = (await clipboard(page)).text;
  expect(all).toBe(`教えて\n\n${sentence} 楽しかったですね。\n\n食べれる → 食べられる\n27~28℃でした。`);

  await page.getByRole("button", { name: "Copy the answer" }).click();
  expect((await clipboard(page)).text).toBe(reply);

  await page.goto(`${blossom.url}/chat/${card}`);
  // a card of another engine is analysed again when it is opened
  await expect(page.locator("article tbody")).toContainText("film; movie");
  await page.getByRole("button", { name: "Copy the card" }).click();
  expect((await clipboard(page)).text).toContain("映画\tえいが\tfilm; movie");
  await page.getByRole("button", { name: "More ways to copy" }).click();
  for (const [name, text] of [
    ["Copy the sentence", sentence],
    ["Copy with readings", "昨日(きのう)友達(ともだち)と映画(えいが)を見(み)ました。"],
    ["Copy for Anki", "昨日[きのう] 友達[ともだち]と 映画[えいが]を 見[み]ました。"],
  ] as const) {
    await page.getByRole("button", { name }).click();
    expect((await clipboard(page)).text).toBe(text);
  }
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "More ways to copy" })).toBeFocused();

  // an A4 page less its margins
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 703, height: 1000 });
  const main = page.getByRole("main");
  await expect(main.locator("button:not(td *):visible, textarea:visible, footer:visible")).toHaveCount(0);
  await expect(main.locator("article rt").first()).toBeVisible();
  const row = main.locator("article tbody tr").first();
  await expect(row).toHaveCSS("break-inside", "avoid");
  await expect(row).toHaveCSS("display", "table-row"); // and not the layout for phones
});
