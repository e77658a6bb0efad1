import AxeBuilder from "@axe-core/playwright";
import type { Locator } from "@playwright/test";
import type { Word } from "#shared/card.ts";
import { storeConversations } from "#test/store-conversations.ts";
import {
  catLines,
  composer,
  expect,
  expectAccessible,
  expectBoth,
  explainWith,
  linesOf,
  sendMessage,
  test,
} from "./blossom.ts";

const aWord = {
  state: "known",
  candidates: [],
  verdict: "unchecked",
  partOfSpeech: "noun",
  meaning: "today",
} satisfies Partial<Word>;

test("has no WCAG 2.2 AA violations that axe can find, in light and in dark", async ({ page, withOllama }) => {
  const { blossom } = await withOllama({ script: explainWith(catLines) });
  await page.goto(`${blossom.url}/chat`);
  await expectBoth(page);
  await sendMessage(page, "猫(ねご)が好き。");
  await expect(page.getByText("1 reading in doubt")).toBeVisible();
  await expectBoth(page);
  for (const path of [
    "/settings/models",
    "/settings/languages",
    "/settings/dictionaries",
    "/settings/anki",
    "/settings/privacy",
    "/settings/about",
  ]) {
    await page.goto(blossom.url + path);
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
    await expectBoth(page);
  }
  await page.getByRole("link", { name: "猫の話" }).hover(); // shows its buttons
  await page.getByRole("button", { name: "Delete “猫の話”" }).click();
  await page.goto(`${blossom.url}/bin`);
  await expect(page.getByRole("button", { name: "Restore “猫の話”" })).toBeVisible();
  await expectBoth(page);
  await page.getByRole("button", { name: "Empty bin" }).click();
  await expectBoth(page);
  await page.keyboard.press("Escape");
  await page.goto(`${blossom.url}/chat`);
  await expect(page.getByRole("heading", { name: "Start with a sentence" })).toBeVisible();
  await expectBoth(page);
});

test("shows a video with its card to everyone: in both schemes, at 200 %, on a phone, without hover and without motion (57)", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: explainWith(catLines) });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1_440, height: 900 });
  await page.goto(`${blossom.url}/video`);
  await expectBoth(page);
  const files = ["test/video/file.mp4", "test/video/lines.srt"];
  await page.locator("input[type=file]").first().setInputFiles(files);
  // by the keys alone: the next line, then its card
  await expect(page.locator("[data-line]")).toHaveCount(3);
  await expect(async () => {
    await page.keyboard.press("d"); // the lines can be there a moment before the page takes keys for them
    await expect(page.getByRole("button", { name: /^Translate line/ })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("t");
  const translation = page.getByText("I like cats.");
  await expect(translation).toBeVisible({ timeout: 20_000 }); // the first sentence loads Japanese
  await expectBoth(page);
  const moving = () => document.getAnimations().filter(({ playState }) => playState === "running").length;
  expect(await page.evaluate(moving)).toBe(0);

  const fits = () => document.documentElement.scrollWidth <= innerWidth;
  /** Elements that are covered or invisible even when they are scrolled into view. */
  const listHidden = (selector: string) =>
    page.evaluate((found) => {
      const isHidden = (element: Element) => {
        element.scrollIntoView({ block: "nearest" });
        const { x, y, width, height } = element.getBoundingClientRect();
        const over = document.elementFromPoint(x + width / 2, y + height / 2);
        return !element.contains(over) || !element.checkVisibility({ opacityProperty: true });
      };
      const drawn = [...document.querySelectorAll(found)].filter((element) => element.checkVisibility());
      if (drawn.length === 0) throw new Error(`no ${found}`);
      return drawn.filter(isHidden).map(({ outerHTML }) => outerHTML);
    }, selector);
  await page.setViewportSize({ width: 720, height: 450 }); // 1440 × 900 at 200 %
  expect(await page.evaluate(fits)).toBe(true);
  expect(await listHidden("main article p")).toEqual([]);

  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(fits)).toBe(true);
  const top = async (target: Locator) => (await target.boundingBox())?.y ?? Number.NaN;
  expect(await top(page.locator("video"))).toBeLessThan(await top(translation));
  // the mouse has hovered over nothing
  expect(await listHidden("main :is(button, select, a)")).toEqual([]);
});

test("fits the width of a phone, and opens the chats from the menu", async ({ page, withOllama }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const { blossom } = await withOllama({ script: explainWith(catLines) });
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  /** Only the content scrolls: the page itself must not scroll into an empty place below the frame. */
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "猫が好き。");
  await expect(page.getByText("I like cats.")).toBeVisible();
  expect(await fits()).toBe(true);
  expect(await height()).toBe(844);
  await page.getByRole("button", { name: "Menu", exact: true }).click();
  await expect(page.getByRole("link", { name: "猫の話" })).toBeVisible();
  for (const path of ["/settings/models", "/settings/languages", "/settings/dictionaries"]) {
    await page.goto(blossom.url + path);
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
    await expect(page.getByRole("radio").or(page.getByRole("checkbox")).first()).toBeVisible();
    expect(await fits()).toBe(true);
    expect(await height()).toBe(844);
    // the tabs are one row that scrolls: it shows the current one, and each that the keyboard reaches
    const tabs = page.getByRole("navigation", { name: "Settings pages" });
    expect((await tabs.boundingBox())!.height).toBeLessThan(48);
    await expect(tabs.locator("[aria-current]")).toBeInViewport({ ratio: 1 });
    for (const tab of await tabs.getByRole("link").all()) {
      await tab.focus();
      await expect(tab).toBeInViewport({ ratio: 1 });
    }
  }
});

test("undoes a deletion from the menu of a phone, and leaves the menu closed after Back", async ({
  browser,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: explainWith(catLines) });
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: "en-US",
  });
  const page = await context.newPage();
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "猫が好き。");
  await expect(page.getByText("I like cats.")).toBeVisible();
  await page.getByRole("link", { name: "New chat" }).tap();
  await page.getByRole("button", { name: "Menu", exact: true }).tap();
  await page.getByRole("button", { name: "Delete “猫の話”" }).tap();
  await expect(page.getByRole("link", { name: "猫の話" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).tap();
  await expect(page.getByRole("link", { name: "猫の話" })).toBeVisible();
  await page.getByRole("button", { name: "Delete “猫の話”" }).tap();
  await page.getByRole("button", { name: "Close menu" }).tap();
  await page.getByRole("button", { name: "Undo" }).tap(); // it has left the menu with the learner
  await page.getByRole("button", { name: "Menu", exact: true }).tap();
  await page.getByRole("link", { name: "猫の話" }).tap();
  await expect(page.getByText("I like cats.")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/chat$/);
  await expect(page.getByRole("dialog")).toHaveCount(0); // it was open here when the learner left
  await context.close();
});

test("works with the keyboard alone: send, read, open the help, open Settings", async ({ page, withOllama }) => {
  const { blossom } = await withOllama({ script: explainWith(catLines, { tokensPerSecond: 200 }) });
  await page.goto(`${blossom.url}/chat`);
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type("猫が好き。");
  await page.keyboard.press("Enter");
  await expect(page.getByText("All words explained")).toBeVisible();
  await expect(composer(page)).toBeFocused();
  // without focus, Tab starts at the top of the page with the skip link
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeHidden();
  const reach = async (name: string) => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => document.activeElement?.textContent ?? "");
      if (focused.trim() === name) return true;
    }
    return false;
  };
  expect(await reach("Settings")).toBe(true);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/settings/);
  const tabs = page.getByRole("navigation", { name: "Settings pages" }).getByRole("link");
  await expect.poll(() => linesOf(tabs)).toBe(1);
});

test("shows the interface in five languages and marks text in the learning language with its `lang`", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: explainWith(catLines) });
  const words = { en: "Settings", ja: "設定", "zh-Hans": "设置", "zh-Hant": "設定", ko: "설정" };
  for (const [interfaceLanguage, settings] of Object.entries(words)) {
    await blossom.call("PUT", "/api/settings", { interfaceLanguage });
    await page.goto(`${blossom.url}/chat`);
    await expect(page.getByRole("link", { name: settings })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", interfaceLanguage);
  }
  await blossom.call("PUT", "/api/settings", { explanationLanguage: "en" });
  await page.reload();
  await page.getByRole("textbox").last().fill("猫が好き。");
  await page.keyboard.press("Enter");
  await expect(page.getByText("I like cats.")).toBeVisible();
  const untagged = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const lang = node.parentElement?.closest("[lang]")?.getAttribute("lang");
      if (
        /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}]/u.test(node.textContent ?? "") &&
        lang !== "ja" &&
        !lang?.startsWith("zh")
      ) {
        found.push(node.textContent ?? "");
      }
    }
    return found;
  });
  expect(untagged).toEqual([]);
});

test("has a heading for each turn, and says a word with its reading once", async ({ page, start }) => {
  const blossom = await start();
  const word = { ...aWord, surface: "今日", start: 0, end: 2, reading: "きょう" };
  const card = { text: "今日", words: [word], translation: "today", note: "" };
  const table = "# Words\n\n| | meaning |\n| - | - |\n| 今日 | today |";
  const ids = storeConversations(blossom.dataDir, [
    { asked: "今日", card },
    { asked: "How?", text: table },
  ]);
  const headings = async () => {
    const cdp = await page.context().newCDPSession(page);
    const { nodes } = await cdp.send("Accessibility.getFullAXTree");
    const levelOf = (node: (typeof nodes)[number]) =>
      node.properties?.find(({ name }) => name === "level")?.value.value;
    return nodes
      .filter(({ ignored, role }) => !ignored && role?.value === "heading")
      .map((node) => `${levelOf(node)} ${node.name?.value}`);
  };
  await page.goto(`${blossom.url}/chat/${ids[0]}`);
  await expect(page.locator("article rt")).toHaveText("きょう");
  expect(await headings()).toEqual(expect.arrayContaining(["2 You: 今日", "2 Tutor", "3 今日"]));
  await blossom.call("PUT", "/api/settings", { heard: "readings" });
  await page.reload();
  await expect(page.locator("article rt")).toHaveText("きょう");
  expect(await headings()).toContain("3 きょう");
  // what is heard is not copied
  await page.locator("article h3").selectText();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("今日");

  await page.goto(`${blossom.url}/chat/${ids[1]}`);
  await expect(page.getByRole("heading", { name: "Words", level: 3 })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).withRules(["empty-table-header", "heading-order"]).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test("prints the conversation without what can only be pressed", async ({ page, start }) => {
  const blossom = await start();
  const asked = "猫が好きです。".repeat(1_000);
  const [id] = storeConversations(blossom.dataDir, [{ title: "猫の話", asked, text: "**はい**。" }]);
  await page.goto(`${blossom.url}/chat/${id}`);
  await expect(page.getByText("はい")).toBeVisible();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("heading", { name: "猫の話" })).toBeVisible();
  await expect(page.getByRole("textbox")).toBeHidden();
  await expect(page.getByRole("navigation")).toBeHidden();
  expect(await page.locator("button:visible, select:visible").count()).toBe(0);
  // the whole message, though the page folds it, and all of it on paper
  const own = page.locator("[data-role=learner] p");
  expect(await own.evaluate((element) => element.scrollHeight - element.clientHeight)).toBeLessThan(2);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeGreaterThan(900);
  // some browsers do not divide the items of a flex box between pages
  const boxes = page.getByRole("log").locator("xpath=ancestor-or-self::*[self::div or self::main]");
  const displays = await boxes.evaluateAll((all) => all.map((box) => getComputedStyle(box).display));
  expect(new Set(displays)).toEqual(new Set(["block"]));
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("light");
});

test("prints what went wrong without the ways to repair it", async ({ page, withOllama }) => {
  const { blossom } = await withOllama({
    models: [{ name: "qwen3:8b", sizeBytes: 5.2e9, capabilities: ["completion"] }],
  });
  const error = { code: "model_not_found", message: "not found", model: "gemma3:12b" } as const;
  const [id] = storeConversations(blossom.dataDir, [{ asked: "猫が好きです。", error }]);
  await page.goto(`${blossom.url}/chat/${id}`);
  await expect(page.getByRole("button", { name: "Answer with qwen3:8b" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("gemma3:12b isn't installed")).toBeVisible();
  expect(await page.locator("[data-role=tutor] :is(button, a):visible").count()).toBe(0);
});

test("a review and its statistics have no violations, and are done by keys alone", async ({ page, withOllama }) => {
  const { blossom } = await withOllama();
  const text = "昨日友達と映画を見に行きました。";
  const context = { text, start: 10, end: 15, place: { kind: "text", ref: "" } };
  await blossom.call("POST", "/api/words", {
    language: "ja",
    lemma: "行く",
    reading: "いく",
    meaning: "to go",
    context,
  });
  await page.goto(`${blossom.url}/review`);
  await expect(page.getByRole("button", { name: "Show answer" })).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByText("to go")).toBeVisible();
  await expectBoth(page);
  await page.keyboard.press("4");
  await expect(page.getByRole("heading", { name: "Done for today" })).toBeFocused();
  await page.goto(`${blossom.url}/review/statistics`);
  await expect(page.getByRole("heading", { name: "Last 12 months" })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${blossom.url}/words`);
  await page.getByRole("checkbox", { name: "Choose “行く”" }).check();
  await expectBoth(page);
  await page.goto(`${blossom.url}/tutor`);
  await expect(page.getByText("1 card reviewed")).toBeVisible();
  await expectBoth(page);
});
