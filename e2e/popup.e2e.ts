import type { CDPSession, Page } from "@playwright/test";
import { strToU8, zipSync } from "fflate";
import { storeConversations } from "#test/store-conversations.ts";
import { byTask } from "#test/upstream/by-task.ts";
import {
  composer,
  expect,
  expectAccessible,
  expectBoth,
  frames,
  linesOf,
  questionsTo,
  replyWith,
  sendMessage,
  test,
  untilEvent,
} from "./blossom.ts";

const reply = "本当に寒かったですね。市場で温かいものを食べましたか。";

/** A word of the tutor's reply. */
const word = (page: Page, text: string) =>
  page.getByRole("log").locator("[data-living] [data-word]").filter({ hasText: text }).last();
const popup = (page: Page) => page.locator("[data-word-popup]");

async function openReply(page: Page, url: string) {
  await page.goto(`${url}/chat`);
  await sendMessage(page, "昨日は寒かったです。", "Alt+Enter");
  await expect(word(page, "食")).toBeVisible({ timeout: 20_000 }); // the first sentence loads Japanese
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
}

/** The middle of a word, in the window. */
async function middleOf(page: Page, text: string) {
  const box = await word(page, text).boundingBox();
  if (!box) throw new Error(`${text} is not drawn`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The popup is whole on the screen and covers no part of the word. */
async function expectBeside(page: Page, text: string) {
  const [own, of] = [await popup(page).boundingBox(), await word(page, text).boundingBox()];
  const view = page.viewportSize();
  if (!own || !of || !view) throw new Error("nothing is drawn");
  expect(own.x).toBeGreaterThanOrEqual(0);
  expect(own.y).toBeGreaterThanOrEqual(0);
  expect(own.x + own.width).toBeLessThanOrEqual(view.width);
  expect(own.y + own.height).toBeLessThanOrEqual(view.height);
  expect(own.y >= of.y + of.height || own.y + own.height <= of.y).toBe(true);
}

test("opens under a resting mouse, lets it into the popup, is pinned by a click, and leaves selections alone", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: replyWith(reply) });
  await page.clock.install();
  await openReply(page, blossom.url);
  const at = await middleOf(page, "食");
  await page.mouse.move(at.x, at.y);
  await expect(popup(page)).toContainText("polite past");
  await expect(popup(page)).toContainText("to eat");
  await expectBeside(page, "食");
  await expect(composer(page)).toBeFocused(); // hovering takes no focus

  // diagonally over other words into the popup, and out of it
  const inside = await popup(page).boundingBox();
  if (!inside) throw new Error("no popup");
  await page.mouse.move(inside.x + inside.width - 40, inside.y + inside.height / 2, { steps: 12 });
  await expect(popup(page)).toContainText("to eat");
  await page.mouse.move(5, 5, { steps: 3 });
  await expect(popup(page)).toHaveCount(0);

  await page.mouse.click(at.x, at.y);
  await page.mouse.move(5, 5, { steps: 3 });
  expect(await linesOf(popup(page).getByRole("group").first().getByRole("button"))).toBe(1);
  const other = await middleOf(page, "寒");
  await page.mouse.move(other.x, other.y);
  await expect(popup(page)).toContainText("to eat");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(popup(page)).toHaveCount(0);

  // a selection stays, and no popup opens over it
  const selected = await page.evaluate(() => {
    const words = [...document.querySelectorAll("[data-living] [data-word]")];
    getSelection()?.setBaseAndExtent(words.at(-3)!, 0, words.at(-1)!, 1);
    return getSelection()?.toString();
  });
  expect(selected).not.toBe("");
  await page.mouse.move(at.x, at.y, { steps: 4 });
  await page.clock.fastForward(1_000); // the pointer rests
  await frames(page);
  expect(await popup(page).count()).toBe(0);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(selected);
});

test("works by keyboard: arrows, Enter, digits, entries, Escape, and the next uncertain reading", async ({
  page,
  context,
  withOllama,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { blossom } = await withOllama({ script: replyWith(reply) });
  await openReply(page, blossom.url);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("j");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeFocused();
  const first = await dialog.getAttribute("aria-labelledby");
  expect(first).not.toBeNull();
  const name = await dialog.getByRole("heading", { level: 2 }).textContent();
  await page.keyboard.press("ArrowLeft");
  await expect(dialog.getByRole("heading", { level: 2 })).not.toHaveText(name ?? "");
  await expect(dialog).toBeFocused();
  await expectAccessible(page);
  const key = await dialog.getByRole("button", { name: /^Copy/ }).getAttribute("data-key");
  await page.keyboard.press(key ?? "");
  await expect(dialog.getByRole("button", { name: /^Copied/ })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(`昨日は寒かったです。${reply}`).toContain(copied);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page.locator("[data-living]:focus [data-current]").first()).toHaveText(new RegExp(copied[0] ?? ""));

  await page.keyboard.press("n");
  await expect(dialog.getByRole("heading", { level: 2 })).toContainText("市場 いちば");
  // at the first entry, the button for the one before it looks as if it cannot be pressed
  const styleOf = (name: string) =>
    dialog.getByRole("button", { name }).evaluate((button) => {
      const { cursor, color } = getComputedStyle(button);
      return { cursor, color };
    });
  for (const forcedColors of ["active", "none"] as const) {
    await page.emulateMedia({ forcedColors });
    const [off, on] = [await styleOf("Previous entry"), await styleOf("Next entry")];
    expect([off.cursor, on.cursor]).toEqual(["default", "pointer"]);
    expect(off.color).not.toBe(on.color);
  }
  await dialog.getByRole("button", { name: "Use しじょう" }).click();
  await expect(dialog.getByRole("heading", { level: 2 })).toContainText("市場 しじょう (chosen by you)");
  await page.keyboard.press("k");
  await expect(dialog).toHaveCount(0);
});

const yomitan = {
  "index.json": { title: "Accents", revision: "1", format: 3, sourceLanguage: "ja" },
  "term_meta_bank_1.json": [
    ["食べる", "pitch", { reading: "たべる", pitches: [{ position: 2 }] }],
    ["食べる", "freq", { reading: "たべる", frequency: 812 }],
  ],
};

test("shows the pitch accent and the frequency of the dictionary form, and the characters of the word", async ({
  page,
  start,
}) => {
  const blossom = await start();
  const files = Object.entries(yomitan).map(([name, value]) => [name, strToU8(JSON.stringify(value))]);
  const imported = await fetch(`${blossom.url}/api/dictionaries/files/accents.zip`, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: zipSync(Object.fromEntries(files)),
  });
  expect(imported.status).toBe(202);
  const [id] = storeConversations(blossom.dataDir, [{ asked: "どう？", text: reply }]);
  await page.goto(`${blossom.url}/settings/dictionaries`);
  await expect(page.getByText("Accents").first()).toBeVisible();
  await page.goto(`${blossom.url}/chat/${id}`);
  await word(page, "食").click({ timeout: 20_000 }); // loads Japanese
  await expect(popup(page).getByRole("img", { name: "Pitch accent of たべる: falls after べ" })).toBeVisible();
  await expect(popup(page).getByRole("listitem").filter({ hasText: "Frequency 812 Accents" })).toBeVisible();
  const characters = popup(page).getByRole("region", { name: "Characters" });
  await expect(characters.getByRole("listitem").first()).toContainText(/^食しょく .+ shape/);
  await expectBoth(page);
});

test("writes the model's explanation into the popup, and shows it again without asking", async ({
  page,
  withOllama,
}) => {
  const rest = Promise.withResolvers<void>();
  async function* pieces() {
    yield "**市場** is a market. ";
    await rest.promise;
    yield "Here it is a place.";
  }
  const { blossom, ollama } = await withOllama({ script: byTask({ word: () => ({ pieces: pieces() }) }) });
  const [id] = storeConversations(blossom.dataDir, [{ asked: "どう？", text: reply }]);
  await page.goto(`${blossom.url}/chat/${id}`);
  await word(page, "市場").click({ timeout: 20_000 }); // loads Japanese
  const explain = popup(page).getByRole("button", { name: "Explain" });
  const explanation = popup(page).getByRole("region", { name: "Explanation" });
  await explain.click();
  await expect(explanation).toContainText("is a market.");
  await expect(explanation).not.toContainText("a place");
  rest.resolve();
  await expect(explanation).toContainText("Here it is a place.");
  await expect(explanation.getByRole("button", { name: "Stop" })).toHaveCount(0);
  await expectBoth(page);

  await page.keyboard.press("Escape");
  await expect(popup(page)).toHaveCount(0);
  await word(page, "市場").click();
  await expect(explanation).toContainText("Here it is a place.");
  // also after the page has forgotten it; the same word in another sentence is another question
  await page.reload();
  await word(page, "市場").click({ timeout: 20_000 });
  await explain.click();
  await expect(explanation).toContainText("Here it is a place.");
  expect(questionsTo(ollama)).toHaveLength(1);
});

test.describe("with a finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 320, height: 568 } });

  test("opens on a tap, and not while the finger scrolls, presses long or stops the page", async ({
    page,
    withOllama,
  }) => {
    const { blossom } = await withOllama({ script: replyWith(reply.repeat(9)) });
    await page.clock.install();
    await openReply(page, blossom.url);
    const touch = await page.context().newCDPSession(page);
    let at = await middleOf(page, "食");
    // the page may still follow the end of the answer
    await expect(async () => {
      await word(page, "食").scrollIntoViewIfNeeded();
      at = await middleOf(page, "食");
      await tap(touch, at);
      await expect(popup(page)).toContainText("to eat", { timeout: 1_500 });
    }).toPass();
    await expectBeside(page, "食");
    await expectAccessible(page);
    await tap(touch, { x: at.x, y: at.y }); // the same word again
    await expect(popup(page)).toHaveCount(0);

    await untilEvent(page, "scrollend", () => swipe(touch, at, 160, () => frames(page)));
    expect(await popup(page).count()).toBe(0);

    // the page still scrolls: the tap only stops it
    await word(page, "食").evaluate((element) => element.scrollIntoView({ block: "center" }));
    await frames(page);
    const now = await middleOf(page, "食");
    await page.locator("[data-pinned]").evaluate((box) => {
      const scrolled = new Promise<void>((resolve) => box.addEventListener("scroll", () => resolve(), { once: true }));
      box.scrollBy(0, -1);
      return scrolled;
    });
    await untilEvent(page, "click", () => tap(touch, now));
    expect(await popup(page).count()).toBe(0);

    // the finger stays for a second by the page's clock; the browser sees a tap, and no press that selects
    await page.clock.fastForward(1_000);
    const still = await middleOf(page, "寒"); // a second press in one place would count as a double click
    await untilEvent(page, "click", () => tap(touch, still, () => page.clock.fastForward(1_000)));
    expect(await popup(page).count()).toBe(0);
  });
});

async function tap(touch: CDPSession, { x, y }: { x: number; y: number }, whileHeld?: () => Promise<void>) {
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  await whileHeld?.();
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

/** Drags, and lets go after a rest of a few frames: the page does not glide on, and the browser passes the next tap to it. */
async function swipe(
  touch: CDPSession,
  { x, y }: { x: number; y: number },
  distance: number,
  rest: () => Promise<unknown>,
) {
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  for (let step = 1; step <= 8; step++)
    await touch.send("Input.dispatchTouchEvent", {
      type: "touchMove",
      touchPoints: [{ x, y: y + (distance * step) / 8 }],
    });
  for (let count = 0; count < 3; count++) await rest();
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}
