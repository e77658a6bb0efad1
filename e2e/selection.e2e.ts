import type { Locator } from "@playwright/test";
import { expect, expectBoth, replyWith, sendMessage, test } from "./blossom.ts";

const first = "本当に寒かったですね。";
const second = "温かいものを食べましたか。";
/** Its name, also with readings above its words: Playwright puts a space beside each `ruby`. */
const named = (sentence: string) => ({ name: new RegExp(Array.from(sentence).join("\\s*")) });

// Each begins on the first letter of a sentence, within a sentence, or in one and ends in another.
const drags = [
  { from: "温", to: "の", text: "温かいもの" },
  { from: "寒", to: "た", text: "寒かった" },
  { from: "寒", to: "を", text: "寒かったですね。温かいものを" },
  { from: "食", to: "寒", text: "寒かったですね。温かいものを食" },
];

for (const { from, to, text } of drags) {
  test(`explains what the mouse selects in a reply, from ${from} to ${to}`, async ({ page, withOllama }) => {
    const { blossom } = await withOllama({ script: replyWith(first + second) });
    await page.goto(`${blossom.url}/chat`);
    await sendMessage(page, "昨日は寒かったです。", "Alt+Enter");
    const prose = page.getByRole("log").locator("[data-prose]").last();
    await expect(prose.getByRole("button", named(second))).toBeVisible();
    await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);

    const isForward = (first + second).indexOf(from) < (first + second).indexOf(to);
    const [start, end] = [await boxOf(prose, from), await boxOf(prose, to)];
    const startX = isForward ? start.left + 2 : start.right - 2;
    const endX = isForward ? end.right - 2 : end.left + 2;
    await page.mouse.move(startX, start.middle);
    await page.mouse.down();
    await page.mouse.move(endX, end.middle, { steps: 8 });
    await page.mouse.up();
    await expect(prose.locator("[aria-expanded=true]")).toHaveCount(0);
    await page.getByTitle("Explain (E)").click();
    await expect(page.getByRole("article", { name: `Card: ${text}` })).toBeVisible();
  });
}

test("opens a sentence on a click, and by keyboard after a click", async ({ page, withOllama }) => {
  const { blossom } = await withOllama({ script: replyWith(first + second) });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "昨日は寒かったです。", "Alt+Enter");
  const sentence = page.getByRole("button", named(second));
  await expect(sentence.locator("[data-word]").first()).toBeVisible();
  // a press on a word would open the popup
  const press = async () => {
    const { left, right, middle } = await boxOf(sentence, "。");
    await page.mouse.click((left + right) / 2, middle);
  };
  await press();
  await expect(sentence).toHaveAttribute("aria-expanded", "true");
  await press();
  await expect(sentence).toHaveAttribute("aria-expanded", "false");
  await expect(sentence).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("button", named(first))).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(sentence).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("article")).toBeVisible();
  await expectBoth(page);
});

/** The place of a letter in the window, in pixels. */
async function boxOf(prose: Locator, letter: string): Promise<{ left: number; right: number; middle: number }> {
  return prose.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at === -1) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return { left, right, middle: (top + bottom) / 2 };
    }
    throw new Error(`no ${wanted} in the reply`);
  }, letter);
}
