import type { Page, Route } from "@playwright/test";
import { composer, expect, expectInChat, frames, replyWith, sendMessage, test } from "./blossom.ts";

const prose = "**面白かった** is the past of *面白い*.\n\n- 面白い\n- 面白かった";

/** Says a question, waits for the answer, and returns the address of the conversation. */
async function askOnce(page: Page, url: string, items = 2): Promise<string> {
  await page.goto(`${url}/chat`);
  await sendMessage(page, "How do I say it was fun?");
  await expect(page.getByRole("log").getByRole("listitem")).toHaveCount(items);
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
  return page.url();
}

/** Notes each text with a sign of Markdown that becomes visible. Runs in the page before its own scripts. */
function watchSigns() {
  const seen: string[] = [];
  Object.assign(window, { seen });
  new MutationObserver(() => {
    const log = document.querySelector("[role=log]");
    if (!log) return;
    const texts = document.createTreeWalker(log, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode as Text;
      if (data.includes("**") && parentElement?.checkVisibility({ visibilityProperty: true })) seen.push(data);
    }
  }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
}
const seenSigns = (page: Page) => page.evaluate(() => (window as unknown as { seen: string[] }).seen);

test("draws a conversation with its readings, its list and the look without a request to the API", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: replyWith(prose) });
  const address = await askOnce(page, blossom.url);
  await blossom.call("PUT", "/api/settings", { theme: "dark", interfaceLanguage: "ja" });
  const [title] = (await page.title()).split(" · ");
  const readings = page.getByRole("log").locator("rt", { hasText: "おもしろ" });
  await expect(readings).not.toHaveCount(0);
  const count = await readings.count();
  await page.route(/\/api\/(settings|conversations|analyse)/, (route) => route.abort());
  await page.goto(address);
  await expect(page.getByRole("log").getByRole("listitem")).toHaveCount(2);
  await expect(page.getByRole("heading", { level: 1, name: title ?? "" })).toBeVisible();
  await expect(page.getByRole("navigation").getByRole("link", { name: title ?? "" })).toBeVisible();
  await expect(readings).toHaveCount(count);
  await expect(page.locator("html[lang=ja][data-theme=dark]")).toBeVisible();
});

test("shows no sign of Markdown while a slow computer opens a conversation", async ({ page, withOllama }) => {
  const { blossom } = await withOllama({ script: replyWith(prose) });
  const address = await askOnce(page, blossom.url);
  const browser = await page.context().newCDPSession(page);
  await browser.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.addInitScript(watchSigns);
  // the renderer of Markdown arrives long after the rest, also in a conversation that is opened from another page
  const late = async (route: Route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  };
  await page.route(/\/markdown-\w+\.js/, late);
  await page.goto(address);
  await expect(page.getByRole("log").getByRole("listitem")).toHaveCount(2);
  expect(await seenSigns(page)).toEqual([]);
  await page.goto(`${blossom.url}/settings`);
  await page
    .getByRole("navigation")
    .getByRole("link")
    .filter({ hasText: /fun|猫/ })
    .click();
  await expect(page.getByRole("log").getByRole("listitem")).toHaveCount(2);
  expect(await seenSigns(page)).toEqual([]);
});

test("moves nothing that was drawn while a conversation opens, and does not style all of it again", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: replyWith(prose.repeat(12)) });
  const address = await askOnce(page, blossom.url, 24);
  await sendMessage(page, "How do I say it will be fun?");
  await expect(page.getByRole("log").getByRole("listitem")).toHaveCount(48);
  await expect(page.getByRole("button", { name: "Stop" })).toHaveCount(0);
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
    // an attribute of the whole page that is set after the messages were drawn, even to the same value, styles each element again
    const late: (string | null)[] = [];
    Object.assign(window, { late });
    document.addEventListener("readystatechange", () => {
      if (document.readyState !== "interactive") return;
      new MutationObserver((records) => {
        if (document.querySelector("[role=log]")) late.push(...records.map(({ attributeName }) => attributeName));
      }).observe(document.documentElement, { attributes: true });
    });
  });
  await page.goto(address);
  await expect(page.locator("[role=log] > [data-settled]")).toHaveCount(2); // the last change after opening
  await frames(page);
  const total = await page.evaluate(() =>
    (window as unknown as { shifts: number[] }).shifts.reduce((sum, shift) => sum + shift, 0),
  );
  expect(total).toBeLessThan(0.01);
  expect(await page.evaluate(() => (window as unknown as { late: string[] }).late)).toEqual([]);
});

test("shows the text as it was written when the renderer of Markdown cannot be loaded", async ({
  page,
  withOllama,
}) => {
  const { blossom } = await withOllama({ script: replyWith(prose) });
  const address = await askOnce(page, blossom.url);
  await page.route(/\/markdown-\w+\.js/, (route) => route.abort());
  await page.goto(address);
  await expectInChat(page, "面白かった");
  await expect(composer(page)).toBeEditable();
});
