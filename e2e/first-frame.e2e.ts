import type { Page } from "@playwright/test";
import { composer, expect, expectInChat, frames, replyWith, sendMessage, test } from "./blossom.ts";

/** Opens a page and holds its code back, as a slow computer would. Returns a function that lets it run, and waits until React has taken over. */
async function openHeld(page: Page, address: string, shown = page.locator("textarea")): Promise<() => Promise<void>> {
  const held = Promise.withResolvers<void>();
  await page.route(/\/first-visit-\w+\.js/, async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push(JSON.stringify(entry));
    }).observe({ type: "layout-shift", buffered: true });
  });
  // a busy computer sends the page without its first frame rather than late
  await expect(async () => {
    await page.goto(address, { waitUntil: "commit" });
    await expect(page.locator("#root[data-first-frame]")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(shown).toBeVisible();
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0); // with its styles
  return async () => {
    held.resolve();
    await expect(page.locator("#root[data-first-frame]")).toHaveCount(0);
    await frames(page);
  };
}

const shiftsOf = (page: Page) => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);

const places = (page: Page) =>
  page.locator("main *:visible").evaluateAll((all) =>
    all.map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return [one.tagName, x, y, width, height].map(String).join(" ");
    }),
  );

for (const [device, viewport] of [
  ["a computer", { width: 1280, height: 720 }],
  ["a phone", { width: 390, height: 780 }],
] as const)
  test(`keeps what is typed before the page's code runs, and moves nothing when it takes over, on ${device}`, async ({
    page,
    withOllama,
  }) => {
    const { blossom } = await withOllama({ script: replyWith("Yes.") });
    await page.setViewportSize(viewport);
    const takeOver = await openHeld(page, `${blossom.url}/chat`);
    const field = composer(page);
    await field.click();
    await page.keyboard.type("猫が好き。");
    await page.keyboard.press("ArrowLeft");
    const before = await places(page);
    await takeOver();
    await expect(field).toHaveValue("猫が好き。");
    await expect(field).toBeFocused();
    expect(await field.evaluate(({ selectionStart: at }: HTMLTextAreaElement) => at)).toBe(4);
    expect(await shiftsOf(page)).toEqual([]);
    const after = new Set(await places(page));
    expect(before.filter((place) => place.startsWith("H") && !after.has(place))).toEqual([]); // the headings
    await page.keyboard.press("Enter");
    await expectInChat(page, "猫が好き。");
    await expect(field).toHaveValue("");
  });

const lines = [
  "面白い。",
  "昨日、友達と映画を見に行きました。",
  "雨が降りそうだから、傘を持って行こう。",
  "電車に財布を忘れた。",
].join("\n\n");

test("opens a conversation with its messages at its end before the page's code runs, and leaves the reader where they scrolled", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: replyWith(lines) });
  await page.setViewportSize({ width: 1280, height: 360 }); // it is longer than this
  await page.goto(`${blossom.url}/chat`);
  await sendMessage(page, "How do I say it was fun?");
  await expect(page.getByRole("log").getByRole("listitem").or(page.getByText("映画")).first()).toBeAttached();
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
  await blossom.call("PUT", "/api/settings", { theme: "dark", interfaceLanguage: "ja" });
  const address = page.url();
  await page.goto(address);
  await frames(page);

  const takeOver = await openHeld(page, address);
  await expect(page.locator("html[lang=ja][data-theme=dark]")).toBeVisible();
  const log = page.getByRole("log");
  const wordsOf = () => log.innerText();
  const words = await wordsOf();
  expect(words).toContain("面白");
  const end = () => log.evaluate((one) => Math.round(one.getBoundingClientRect().bottom));
  const atEnd = await end();
  expect(atEnd).toBeLessThanOrEqual(360);
  await page.mouse.move(770, 150);
  await page.mouse.wheel(0, -80);
  await expect.poll(end).toBe(atEnd + 80);
  await takeOver();
  expect(await end()).toBe(atEnd + 80);
  expect(await wordsOf()).toBe(words);
  expect(await shiftsOf(page)).toEqual([]);
});

test("keeps what is typed when the page differs from its first frame", async ({ context, withOllama }) => {
  const { blossom } = await withOllama();
  const page = await context.newPage(); // the page of the fixture allows no difference
  await page.route(`${blossom.url}/chat`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace(/<\/h\d>/, "!$&") });
  });
  const takeOver = await openHeld(page, `${blossom.url}/chat`);
  await composer(page).fill("猫が好き。");
  await takeOver();
  await expect(composer(page)).toHaveValue("猫が好き。");
});

test("keeps what is typed while the page draws itself again because its day is another one", async ({
  browser,
  withOllama,
}) => {
  const { blossom } = await withOllama();
  const context = await browser.newContext({ timezoneId: "Pacific/Kiritimati" }); // no computer that runs this is there
  const page = await context.newPage();
  const takeOver = await openHeld(page, `${blossom.url}/chat`);
  // a learner who types a letter in each turn of the event loop
  await page.evaluate(() => {
    const field = document.querySelector("textarea")!;
    Object.assign(window, { field });
    const timer = setInterval(() => {
      if (!field.isConnected) return clearInterval(timer);
      field.value += "a";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
  await takeOver();
  const typed = await page.evaluate(() => (window as unknown as { field: HTMLTextAreaElement }).field.value);
  await expect(composer(page)).toHaveValue(typed);
  await context.close();
});

test("shows a draft once when the learner comes back to the page", async ({ page, withOllama }) => {
  const { blossom } = await withOllama();
  await page.goto(`${blossom.url}/chat`);
  await composer(page).fill("猫が好き。");
  await page.goto("about:blank");
  await page.goBack();
  await expect(page.locator("#root[data-first-frame]")).toHaveCount(0);
  await expect(composer(page)).toHaveValue("猫が好き。");
});

test("shows the settings before the page's code runs, and takes no choice that it could not save", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama();
  const takeOver = await openHeld(page, `${blossom.url}/settings`, page.getByRole("heading", { name: "Connection" }));
  const choice = (name: string) => page.getByRole("radio", { name, includeHidden: true });
  await choice("Anthropic").click({ force: true });
  await expect(choice("Ollama")).toBeChecked();
  await takeOver();
  await expect(page.getByText("2 models")).toBeVisible();
  await choice("Anthropic").click();
  await expect(page.getByText("2 models")).toHaveCount(0);
  await page.reload();
  await expect(choice("Anthropic")).toBeChecked();
});
