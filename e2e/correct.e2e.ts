import type { Page } from "@playwright/test";
import { byTask } from "#test/upstream/by-task.ts";
import { composer, expect, expectBoth, expectInChat, sendMessage, test } from "./blossom.ts";

type Move = { text: string; from: number; to: number };

/**
 * Records the place of each line of the messages in every frame. A line that was visible and then stands elsewhere has moved. The line that
 * says what the model is doing stands after the text that grows, so it is left out.
 */
async function watchLines(page: Page): Promise<() => Promise<Move[]>> {
  await page.evaluate(() => {
    const lines =
      "[data-role=learner] p, [data-prose] :is(p, li, td), article :is(h3, p, tr), [role=region], section, fieldset, details, ul, dl";
    const box = document.querySelector("[data-pinned]")!;
    const moves: Move[] = [];
    let last = new Map<Element, number>();
    const look = () => {
      const view = box.getBoundingClientRect();
      const now = new Map<Element, number>();
      for (const element of box.querySelectorAll(lines)) {
        const { top, bottom, height } = element.getBoundingClientRect();
        if (height > 0 && bottom > view.top && top < view.bottom) now.set(element, top);
      }
      for (const [element, top] of now) {
        const from = last.get(element);
        if (from !== undefined && Math.abs(from - top) > 1)
          moves.push({ text: `${element.tagName} ${element.textContent?.slice(0, 30)}`, from, to: top });
      }
      last = now;
      requestAnimationFrame(look);
    };
    look();
    Object.assign(window, { moves });
  });
  return () => page.evaluate(() => (window as unknown as { moves: Move[] }).moves);
}

async function copied(page: Page): Promise<string> {
  await page.keyboard.press("Control+c");
  return page.evaluate(() => navigator.clipboard.readText());
}

const said = "昨日は寒いでした。";
const long = Array.from({ length: 14 }, (_, index) => `${index + 1}番目の文です。とても長い返事を書いています。`);
const lines = ["0 I like cats very much.", "1 cat", "2 marks what is liked", "3 liked", "4 好き takes が."].join("\n");

for (const width of [390, 1440]) {
  test(`moves no visible line while answers are written, at ${width} px`, async ({ page, withOllama }) => {
    await page.setViewportSize({ width, height: 844 });
    const { blossom } = await withOllama({
      script: byTask({
        reply: { text: long.join("\n\n"), tokensPerSecond: 160, loadMs: 300 },
        correct: { text: "昨日は寒かったです。", loadMs: 200 },
        explain: { text: lines, tokensPerSecond: 25 },
      }),
    });
    await page.goto(`${blossom.url}/chat`);
    await sendMessage(page, said, "Alt+Enter");
    await expectInChat(page, "1番目");
    const moved = await watchLines(page);
    await expect(page.getByRole("region", { name: "Correction" })).toBeVisible();
    expect(await moved()).toEqual([]);
    // at the edge of the message, also while its hidden verbs stand in the same line
    const edge = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => element.getBoundingClientRect().right);
    expect(await edge("[data-message] [role=region], [data-message] section")).toBeCloseTo(
      await edge("[data-role=learner]"),
      0,
    );

    // whatever takes text along takes the corrected sentence, and never what was removed
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Show", exact: true }).click();
    if (width === 390) await expectBoth(page);
    const corrected = page.getByRole("region", { name: "Correction" }).locator("[data-living]");
    await corrected.click({ clickCount: 3, position: { x: 40, y: 25 } });
    expect(await copied(page)).toBe("昨日は寒かったです。");
    await page
      .locator("[data-prose] p")
      .first()
      .click({ position: { x: 1, y: 1 } });
    await page.keyboard.press("Control+a");
    expect((await copied(page)).split("\n\n").slice(0, 2)).toEqual([said, "昨日は寒かったです。"]);
    expect(await copied(page)).not.toContain("→");

    // an explanation, below the first turn
    await composer(page).fill("猫が好き。");
    await page.getByTitle(/^Explain/).click();
    await expect(page.getByRole("article")).toBeVisible();
    const movedLater = await watchLines(page);
    await expect(page.getByText("All words explained")).toBeVisible();
    await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
    expect(await movedLater()).toEqual([]);
  });
}

test("names the reason of each change and the styles that a message mixes, in Japanese and in Korean", async ({
  page,
  withOllama,
}) => {
  const corrections: Record<string, string> = {
    "昨日は寒いでした。学校を行きました。": "昨日は寒かったです。学校に行きました。",
    "날씨가 듣어요.": "날씨가 들어요.",
  };
  const { blossom } = await withOllama({
    script: byTask({
      reply: "そうですか。",
      correct: ({ lastText }) => ({
        text: Object.entries(corrections).find(([said]) => lastText.includes(said))?.[1] ?? "OK",
      }),
    }),
  });
  const say = async (language: string, text: string) => {
    await blossom.call("PUT", "/api/settings", { learningLanguage: language });
    await page.goto(`${blossom.url}/chat`);
    await sendMessage(page, text, "Alt+Enter");
  };
  const changes = page.getByRole("list", { name: "Changes" }).getByRole("listitem");
  await say("ja", "昨日は寒いでした。学校を行きました。");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(changes).toHaveText(["寒いでした → 寒かったです ending", "を → に particle"]);
  await say("ko", "날씨가 듣어요.");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(changes).toHaveText(["듣어요 → 들어요 ending"]);

  for (const [language, text, polite, plain] of [
    ["ja", "昨日は寒かったです。でも楽しい日だった。", "寒かったです", "日だった"],
    ["ko", "오늘은 추워요. 그래서 집에 간다.", "추워요", "간다"],
  ] as const) {
    await say(language, text);
    await page.getByRole("button", { name: "Polite and plain mixed" }).click();
    const own = page.locator("[data-message]").first();
    const under = (term: string) => own.getByRole("term").filter({ hasText: term }).locator("+ dd");
    await expect(under("Polite")).toHaveText(polite);
    await expect(under("Plain")).toHaveText(plain);
  }
  await expectBoth(page);
  await say("ja", "昨日は寒かったです。楽しい日でした。");
  await expect(page.getByText("そうですか")).toBeVisible();
  await expect(page.locator("[data-role=learner] [data-word]").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Polite and plain mixed" })).toHaveCount(0);
});

test.describe("on a phone", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test("keeps the field in one row, closes the keyboard after sending, and follows a turn of the phone", async ({
    page,
    withOllama,
  }) => {
    const { blossom } = await withOllama({ script: byTask({ explain: { text: lines } }) });
    await page.goto(`${blossom.url}/chat`);
    const field = composer(page);
    const form = page.locator("form").filter({ has: field });
    const height = async () => (await form.boundingBox())!.height;
    const isWhole = () => field.evaluate((box) => box.clientHeight >= Math.min(box.scrollHeight, 120));
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await height()).toBeLessThanOrEqual(64);
      await field.fill("猫が好き");
      expect(await height()).toBeLessThanOrEqual(64);
      await field.fill("");
    }
    await field.fill("昨日友達と映画を見に行きました。\nとても面白かったです。\nまた行きたいです。");
    for (const size of [
      { width: 844, height: 390 },
      { width: 390, height: 470 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      await expect.poll(isWhole).toBe(true);
    }
    await field.fill("猫が好き。");
    await field.press("Enter");
    await expect(page.getByText("All words explained")).toBeVisible();
    await expect(field).not.toBeFocused();
    expect(await height()).toBeLessThanOrEqual(64);
  });
});
