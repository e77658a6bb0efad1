import { chromium, type Page } from "@playwright/test";
import { chromiumFlags, findChromium } from "#test/find-chromium.ts";
import { startApp } from "./app.ts";
import { median, repeat, type Row, toRow } from "./rows.ts";

/** Measures waiting times in a real browser, without a model. */
export async function measurePage(): Promise<Row[]> {
  const executablePath = findChromium();
  if (!executablePath) {
    console.error("no Chromium: the page is not measured");
    return [];
  }
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  const paints = await repeat(7, async () => {
    const app = await startApp();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${app.url}/chat`);
    const paint = await page.evaluate(firstPaint);
    await context.close();
    await app.stop();
    return paint;
  });
  const words = await repeat(5, async () => {
    const app = await startApp();
    await app.request("PUT", "/api/settings", { welcomed: true });
    const context = await browser.newContext();
    const page = await context.newPage();
    const first = await firstWords(page, app.url);
    const warm = await firstWords(page, app.url);
    await context.close();
    await app.stop();
    return { first, warm };
  });
  await browser.close();
  return [
    toRow("first contentful paint, cold", median(paints), "ms", { atMost: 200 }),
    toRow("words on screen after Enter, very first Japanese", median(words.map(({ first }) => first)), "ms", {
      atMost: 800,
    }),
    toRow("words on screen after Enter, warm", median(words.map(({ warm }) => warm)), "ms", { atMost: 100 }),
  ];
}

const firstPaint = () =>
  new Promise<number>((resolve) => {
    new PerformanceObserver((list) => {
      const entry = list.getEntriesByName("first-contentful-paint")[0];
      if (entry) resolve(entry.startTime);
    }).observe({ type: "paint", buffered: true });
  });

/** Milliseconds from the Enter key to the first word with its reading on the page. */
async function firstWords(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/chat`);
  await page.getByRole("textbox").fill("昨日友達と映画を見に行きました");
  await page.evaluate(() => {
    const times = window as unknown as { pressed: number; shown: Promise<number> };
    document.addEventListener("keydown", ({ key }) => key === "Enter" && (times.pressed = performance.now()), {
      capture: true,
      once: true,
    });
    times.shown = new Promise((resolve) => {
      new MutationObserver(() => {
        if (document.querySelector("article ruby rt")) requestAnimationFrame(() => resolve(performance.now()));
      }).observe(document.body, { childList: true, subtree: true });
    });
  });
  await page.keyboard.press("Enter");
  return page.evaluate(async () => {
    const times = window as unknown as { pressed: number; shown: Promise<number> };
    return (await times.shown) - times.pressed;
  });
}
