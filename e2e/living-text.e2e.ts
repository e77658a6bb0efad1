import type { Page } from "@playwright/test";
import { storeConversations } from "#test/store-conversations.ts";
import { expect, expectAccessible, frames, test } from "./blossom.ts";

// readings that are wider than their words, words at the ends of lines
const japanese =
  "昨日友達と映画を見に行きました。志を承る美術館では、東京国立博物館の展覧会を開催しています。毎朝早く起きて、公園を散歩するのが楽しみです。";
const chinese =
  "我昨天在银行门口看见了一个很漂亮的装饰品，双层窗户旁边还有两张床。春天来了，公园里的花都开了，孩子们高高兴兴地玩着。";
const korean = "독립문에서 친구를 만났습니다. 같이 학교에 갑니다. 좋은 날씨네요.";

type Place = { letter: string; left: number; top: number };

/** Where each letter of the learner's message is. */
const placesOf = (page: Page): Promise<Place[]> =>
  page.locator("[data-role=learner] p").evaluate((paragraph) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest("rt") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    const places: Place[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = 0; at < (node.nodeValue?.length ?? 0); at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const { left, top } = range.getBoundingClientRect();
        places.push({ letter: node.nodeValue?.[at] ?? "", left, top });
      }
    }
    return places;
  });

/** The letters that have moved by more than the rounding of a word's width. */
const movedLetters = (before: readonly Place[], now: readonly Place[]) =>
  now.filter(({ letter, left, top }, index) => {
    const old = before[index];
    return old?.letter !== letter || Math.abs(old.left - left) > 1 || Math.abs(old.top - top) > 1;
  });

/** Words that stand on more than one line. */
const brokenWords = (page: Page) =>
  page
    .locator("[data-role=learner] [data-word]")
    .evaluateAll((words) =>
      words.filter((word) => new Set([...word.getClientRects()].map(({ bottom }) => Math.round(bottom))).size > 1),
    );

/** The engine's words arrive when `release` is called. */
async function holdAnalysis(page: Page) {
  const asked = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  await page.route("**/api/analyse", async (route) => {
    asked.resolve();
    await held.promise;
    await route.continue();
  });
  return { asked: asked.promise, release: held.resolve };
}

/** What the browser tells screen readers of the elements of a role: their name, or the text in them. */
async function namesOf(page: Page, role: string): Promise<string[]> {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const textIn = (id: string): string => {
    const node = byId.get(id);
    return node?.role?.value === "StaticText" ? node.name?.value : (node?.childIds ?? []).map(textIn).join("");
  };
  return nodes
    .filter((node) => !node.ignored && node.role?.value === role)
    .map((node) => node.name?.value || textIn(node.nodeId));
}

/** Where the letters of the learner's message and of their readings stand. */
const boxesOf = (page: Page) =>
  page.locator("[data-role=learner] ruby").evaluateAll((all) =>
    all.map((ruby) => {
      const letters = document.createRange();
      letters.selectNodeContents(ruby);
      return [...letters.getClientRects()].map(({ x, y, width }) => [x, y, width]);
    }),
  );

const words = (page: Page) => page.locator("[data-role=learner] [data-word]");

test("draws words and readings without moving a letter that is being read", async ({ page, start }) => {
  const blossom = await start();
  const asked = [
    { asked: japanese, language: "ja" },
    { asked: chinese, language: "zh-Hans" },
    { asked: korean, language: "ko" },
  ] as const;
  const ids = storeConversations(
    blossom.dataDir,
    asked.map((one) => ({ ...one, text: "…" })),
  );
  await page.setViewportSize({ width: 390, height: 844 });
  await page.clock.install();
  for (const id of ids) {
    const analysis = await holdAnalysis(page);
    await page.goto(`${blossom.url}/chat/${id}`);
    await analysis.asked;
    const before = await placesOf(page);
    await page.clock.fastForward(500); // it has been read for a while
    expect(await words(page).count()).toBe(0);
    analysis.release();
    await expect(words(page).first()).toBeVisible({ timeout: 20_000 }); // the first sentence loads its language
    expect(movedLetters(before, await placesOf(page))).toEqual([]);
    const drawn = await boxesOf(page);
    await page.evaluate(() => {
      const safari = new CSSStyleSheet();
      safari.replaceSync("rt { position: static !important; float: none !important }");
      document.adoptedStyleSheets.push(safari);
    });
    expect(await boxesOf(page)).toEqual(drawn);
    await page.setViewportSize({ width: 391, height: 844 });
    await expect.poll(() => brokenWords(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
  }
});

test("is one tab stop with arrows between its words, and stays while it is selected", async ({ page, start }) => {
  const blossom = await start();
  const answer = "# 映画の話です\n\n| |\n| - |\n| 今日は**いい天気**ですね。 |";
  const [id] = storeConversations(blossom.dataDir, [{ title: "猫の話", asked: japanese, text: answer }]);
  const analysis = await holdAnalysis(page);
  await page.goto(`${blossom.url}/chat/${id}`);
  const sentences = page.locator("[data-role=learner] [data-living]");
  const [sentence, next] = [sentences.nth(0), sentences.nth(1)];
  await analysis.asked;
  await sentence.evaluate((element) =>
    getSelection()?.setBaseAndExtent(element.firstChild!, 2, element.firstChild!, 4),
  );
  analysis.release();
  // they came with the words of the selected sentence; the first sentence loads Japanese
  await expect(next.locator("[data-word]")).not.toHaveCount(0, { timeout: 20_000 });
  await frames(page);
  expect(await sentence.locator("[data-word]").count()).toBe(0);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("友達");
  await page.evaluate(() => getSelection()?.removeAllRanges());
  await expect(sentence.locator("[data-word]")).not.toHaveCount(0);

  await sentence.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(sentence.locator("[data-current]")).toHaveText(/友達/);
  expect(await namesOf(page, "status")).toContain("友達, ともだち");
  await page.keyboard.press("Tab");
  await expect(page.locator("[data-current]")).toHaveCount(0);
  await expect(next).toBeFocused();

  // a screen reader hears each word once, and nothing of a text that the focus has left
  expect(await namesOf(page, "status")).not.toContain("友達, ともだち");
  await expect(page.locator("td [data-word]")).not.toHaveCount(0);
  expect(await namesOf(page, "heading")).toEqual(expect.arrayContaining(["猫の話", "映画の話です"]));
  expect(await namesOf(page, "button")).toContain("昨日友達と映画を見に行きました。");
  expect(await namesOf(page, "cell")).toContain("今日はいい天気ですね。");
  expect(await page.locator("[data-role=learner] p").ariaSnapshot()).not.toContain("ともだち");
  await expectAccessible(page);
  const [reading, base] = [sentence.locator("rt > span").first(), sentence.locator("ruby").first()];
  for (const media of ["print", "screen"] as const) {
    await page.emulateMedia({ media, forcedColors: media === "screen" ? "active" : "none" });
    const above = await reading.boundingBox();
    const below = await base.boundingBox();
    expect(above!.height).toBeGreaterThan(5);
    expect(above!.y + above!.height).toBeLessThanOrEqual(below!.y + 1);
  }
});
