import { storeConversations } from "#test/store-conversations.ts";
import { expect, expectAccessible, explainWith, sendMessage, test } from "./blossom.ts";

test("shows readings as the learner chose, and says what to do where the system has no voice", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: explainWith("0 I really like pandas.") });
  const choose = (settings: object) => blossom.call("PUT", "/api/settings", settings);
  await choose({
    learningLanguage: "zh-Hant",
    readings: "unknown",
    traditionalNotation: "zhuyin",
    toneColours: "pleco",
  });
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "我很喜歡熊貓。");
  const sentence = page.locator("article h3");
  const reading = (above: string) => sentence.locator("ruby", { hasText: above }).locator("rt > span");
  // a word above the learner's level has its reading; a known word shows it under the pointer, with its colour
  await expect(reading("熊")).toHaveText("ㄒㄩㄥˊ");
  await expect(reading("熊")).toBeVisible();
  await expect(reading("喜")).toHaveCSS("visibility", "hidden");
  // the space after a letter is no part of it
  const offCentre = await reading("熊").evaluate((above) => {
    const base = above.closest("ruby")!;
    const [one, other] = [above.getBoundingClientRect(), base.getBoundingClientRect()];
    return one.x + one.width / 2 - (other.x + Number.parseFloat(getComputedStyle(base).fontSize) / 2);
  });
  expect(Math.abs(offCentre)).toBeLessThan(1);
  const colour = (above: string) =>
    sentence.locator("ruby", { hasText: above }).evaluate((ruby) => getComputedStyle(ruby).color);
  const ink = await colour("喜");
  expect(await colour("熊")).not.toBe(ink);
  await sentence.locator("ruby", { hasText: "喜" }).hover();
  await expect(reading("喜")).toHaveCSS("visibility", "visible");
  expect(await colour("喜")).not.toBe(ink);

  // headless Chromium on Linux has no voices at all
  await page.mouse.move(0, 0);
  await page.keyboard.press("Escape");
  await page.locator("article").getByRole("button", { name: "Hear it", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: /No voice for Traditional Chinese|can't read aloud/ });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
});

test("draws Chinese in the size and the tone colours that the learner chose, each beside its reading", async ({
  page,
  start,
}) => {
  const blossom = await start();
  // tones 1 to 4
  const [id] = storeConversations(blossom.dataDir, [{ asked: "教我", text: "他来买菜。", language: "zh-Hans" }]);
  const choose = (settings: object) => blossom.call("PUT", "/api/settings", settings);
  await choose({ learningLanguage: "zh-Hans", readings: "always", toneColours: "dummitt" });
  await page.goto(`${blossom.url}/chat/${id}`);
  const living = page.locator("[data-role=tutor] [data-living]");
  const rubies = living.locator("ruby");
  await expect(rubies.locator("rt:visible")).toHaveText(["tā", "lái", "mǎi", "cài"], { timeout: 20_000 }); // loads Chinese
  const look = () =>
    rubies.evaluateAll((all) =>
      all.map((ruby) => [ruby, ruby.querySelector("rt")!].map((part) => getComputedStyle(part).color)),
    );
  const [red, orange, green, blue, purple] = [
    "rgb(184, 0, 31)",
    "rgb(156, 74, 0)",
    "rgb(23, 105, 47)",
    "rgb(26, 79, 196)",
    "rgb(122, 47, 176)",
  ];
  await expect.poll(look).toEqual([red, orange, green, blue].map((colour) => [colour, colour]));
  await choose({ toneColours: "pleco" });
  await expect.poll(look).toEqual([red, green, blue, purple].map((colour) => [colour, colour]));
  await choose({ toneColours: "off" });
  await expect.poll(async () => new Set((await look()).map(([base]) => base)).size).toBe(1);

  const size = () => living.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  const usual = await size();
  await choose({ textSize: "largest" });
  await expect.poll(size).toBeGreaterThan(usual * 1.2);
  await choose({ textSize: "small" });
  await expect.poll(size).toBeLessThan(usual);
});
