import type { Page } from "@playwright/test";
import { storeConversations } from "#test/store-conversations.ts";
import { expect, test } from "./blossom.ts";

const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const signs = [...Array.from("0123456789[]<>?/.,;'-="), "F1", "F2", "Delete"];
/** The keys that are pressed, as the list writes them. */
const keys = [
  ...letters,
  ...signs,
  ...["Alt", "Ctrl", "Ctrl+Shift"].flatMap((held) => letters.map((letter) => `${held}+${letter}`)),
];
const toPress = (key: string) => key.replace("Ctrl", "Control").replace(/[A-Z]$/, (letter) => `Key${letter}`);

// what these do comes after the key
const opensPart = new Set(["N", "U", "?", "Ctrl+K"]);
const leavesPage = new Set(["Alt+W", "Ctrl+Shift+O"]);

const dialog = (page: Page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });

/** The keys in the list of shortcuts, by group. */
async function readList(page: Page): Promise<Record<string, string[]>> {
  await page.keyboard.press("?");
  await expect(dialog(page)).toBeVisible();
  const groups = await dialog(page)
    .locator("section")
    .evaluateAll((sections) =>
      sections.map((section): [string, string[]] => {
        const rows = Array.from(section.querySelectorAll("dd"), (row) => Array.from(row.querySelectorAll("kbd")));
        return [
          section.querySelector("h3")?.textContent ?? "",
          rows.map((row) => row.map((key) => key.textContent).join("+")),
        ];
      }),
    );
  return Object.fromEntries(groups);
}

test("takes every key in the list of shortcuts while a chat is read, and no other", async ({ page, start }) => {
  const blossom = await start();
  const text = "市場で温かいものを食べましたか。本当に寒かったですね。";
  const [id] = storeConversations(blossom.dataDir, [{ asked: "どう？", text }]);
  const address = `${blossom.url}/chat/${id}`;
  await page.addInitScript(() =>
    addEventListener("keydown", (event) => Object.assign(globalThis, { lastKey: event }), true),
  );
  await page.goto(address);
  const sentence = page.locator("[data-role=tutor] [data-living]").first();
  const opened = page.locator("[data-word-popup], dialog");
  const begin = async () => {
    if (page.url() !== address) await page.goto(address);
    await expect(sentence.locator("[data-word]").first()).toBeVisible({ timeout: 20_000 }); // loads Japanese
    await expect(async () => {
      if ((await opened.count()) > 0) await page.keyboard.press("Escape");
      expect(await opened.count()).toBe(0);
    }).toPass();
    await sentence.focus();
    await page.keyboard.press("ArrowRight");
  };
  /** Whether the page keeps the key from the browser. */
  const isTaken = async (key: string) => {
    await page.keyboard.press(toPress(key));
    return page.evaluate(() => (globalThis as unknown as { lastKey: Event }).lastKey.defaultPrevented);
  };
  await begin();
  const { Reading = [], Words = [], Chats = [] } = await readList(page);
  const listed = [...Reading, ...Words, ...Chats].filter((key) => keys.includes(key));
  await begin();
  const taken: string[] = [];
  for (const key of keys) {
    if (!(await isTaken(key))) continue;
    taken.push(key);
    if (opensPart.has(key)) await expect(opened).not.toHaveCount(0);
    if (leavesPage.has(key)) await expect(page).not.toHaveURL(address);
    await begin();
  }
  // these need a selection, a list of words, and a deleted chat
  const needMore = ["E", "Delete", "Ctrl+Z"];
  expect(listed).toEqual(expect.arrayContaining(needMore));
  expect(new Set(taken)).toEqual(new Set(listed.filter((key) => !needMore.includes(key))));

  await sentence.selectText();
  await expect(page.getByRole("button", { name: /^Explain/ }).first()).toBeVisible();
  await expect.poll(() => isTaken("E")).toBe(true);
});
