import type { Page } from "@playwright/test";
import { storeConversations } from "#test/store-conversations.ts";
import { startApp } from "./app.ts";
import { openBrowser } from "./browser.ts";
import { median, percentile, repeat, type Row, toRow } from "./rows.ts";

const sentence = "昨日友達と映画を見に行きました。";
const visits = 12;

/** How long the sentences of a reply stand on the screen without their words. */
export async function measureLiving(): Promise<Row[]> {
  const browser = await openBrowser("living text is");
  if (!browser) return [];
  const app = await startApp();
  const text = Array.from({ length: 12 }, (_, n) => sentence.replace("。", `${n}回。`)).join("\n\n");
  const [id] = storeConversations(app.dataDir, [{ asked: "?", text }]);
  const visit = async () => {
    const page = await browser.newPage({ viewport: { width: 1_280, height: 800 } });
    const ms = await timeOfWords(page, `${app.url}/chat/${id}`);
    await page.close();
    return ms;
  };
  await visit(); // the analyser and the browser are warm
  const times = await repeat(visits, visit);
  await browser.close();
  await app.stop();
  return [
    toRow("a reply on the screen: its words, median", median(times), "ms", { atMost: 100 }),
    toRow("a reply on the screen: its words, p95", percentile(times, 0.95), "ms", { atMost: 200 }),
  ];
}

/** Milliseconds from the first sentence on the page to the words of the last one on the screen. */
async function timeOfWords(page: Page, url: string): Promise<number> {
  await page.addInitScript(() => {
    const times = window as unknown as { ofWords: Promise<number> };
    times.ofWords = new Promise((resolve) => {
      let since: number | null = null;
      const look = () => {
        const texts = [...document.querySelectorAll("[data-role=tutor] [data-living]")];
        if (texts.length === 0) return;
        since ??= performance.now();
        if (texts.some((one) => one.querySelector("[data-word]") === null)) return;
        const start = since;
        requestAnimationFrame(() => resolve(performance.now() - start));
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true });
    });
  });
  await page.goto(url);
  return page.evaluate(() => (window as unknown as { ofWords: Promise<number> }).ofWords);
}
