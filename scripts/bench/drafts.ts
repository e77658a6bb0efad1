import type { Browser, Page } from "@playwright/test";
import { startApp } from "./app.ts";
import { openBrowser } from "./browser.ts";
import { median, type Row, toRow } from "./rows.ts";

const draftLength = 15_000;
const keys = 24;
const rounds = 4;

/** A long draft without a line break, for which a browser works most. */
const draft = "昨日友達と映画を見に行きました。とても面白かったので、もう一度見たいです。"
  .repeat(Math.ceil(draftLength / 37))
  .slice(0, draftLength);

/** Key to paint in a long draft, beside a bare textarea of the same size in the same browser, in turns. */
export async function measureDrafts(): Promise<Row[]> {
  const browser = await openBrowser("drafts are");
  if (!browser) return [];
  const app = await startApp();
  const own = await openPage(browser, `${app.url}/chat`);
  const bare = await openPage(browser, "about:blank");
  // the look of the field, without the rest of the page
  const look = await own.evaluate(() => {
    const field = document.querySelector("textarea")!;
    const { font, padding } = getComputedStyle(field);
    return { font, padding, width: field.clientWidth };
  });
  await bare.setContent(
    `<textarea style="font:${look.font.replaceAll('"', "'")};padding:${look.padding};width:${look.width}px;height:320px;resize:none"></textarea>`,
  );
  for (const page of [own, bare]) await page.locator("textarea").fill(draft);
  const ownTimes: number[] = [];
  const bareTimes: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const times = [await typeInto(bare), await typeInto(own)] as const;
    if (round === 0) continue; // warms up
    bareTimes.push(...times[0]);
    ownTimes.push(...times[1]);
  }
  await browser.close();
  await app.stop();
  const [ownMs, bareMs] = [median(ownTimes), median(bareTimes)];
  console.error(`  key to paint: ${ownMs.toFixed(1)} ms, bare textarea ${bareMs.toFixed(1)} ms`);
  return [
    toRow(`draft of ${draftLength} characters: key to paint, by a bare textarea`, ownMs / bareMs, "×", { atMost: 1.2 }),
  ];
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  return page;
}

/** Milliseconds from each key to the frame that shows it. */
async function typeInto(page: Page): Promise<number[]> {
  await page.bringToFront();
  await page.locator("textarea").focus();
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    const note = ({ timeStamp }: Event) =>
      requestAnimationFrame(() => {
        // after this frame was drawn
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    document.addEventListener("keydown", note, { capture: true });
    Object.assign(window, { stop: () => document.removeEventListener("keydown", note, { capture: true }) });
  });
  for (let key = 0; key < keys; key++) {
    await page.keyboard.press("a");
    await page.waitForTimeout(60); // as fast as a quick typist
  }
  return page.evaluate(() => {
    const { times, stop } = window as unknown as { times: number[]; stop: () => void };
    stop();
    return times;
  });
}
