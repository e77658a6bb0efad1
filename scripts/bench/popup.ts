import fs from "node:fs";
import type { Page } from "@playwright/test";
import type { DictionariesState } from "#shared/dictionaries.ts";
import { type BenchApp, startApp } from "./app.ts";
import { openBrowser } from "./browser.ts";
import { percentile, type Row, toRow } from "./rows.ts";

/** As large as JMdict. */
const entries = 210_000;
const sentence = "昨日友達と新しい映画を見に行って、駅の近くの店で温かい料理を食べました。";
/** The popup waits so long for the pointer to rest (`dwell` in features/popup/hover.ts). */
const dwellMs = 50;
const rounds = 4;

/** The popup of a word: from the rest of the mouse, or from the key, to the painted popup, with a dictionary of the size of JMdict installed. */
export async function measurePopup(): Promise<Row[]> {
  const app = await startApp();
  await install(app);
  const browser = await openBrowser("the popup of a word is");
  if (!browser) return [];
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${app.url}/chat`);
  await page.locator("textarea").fill(sentence);
  await page.keyboard.press("Enter");
  const words = page.locator("main [role=log] [data-living]").first().locator("[data-word]");
  await words.nth(9).waitFor();
  await page.evaluate(watchPopup);

  const first = await hover(page, words);
  const warm: number[] = [];
  for (let round = 1; round < rounds; round++) warm.push(...(await hover(page, words)));
  const keys: number[] = [];
  for (let round = 0; round < rounds; round++) keys.push(...(await walk(page, await words.count())));
  await browser.close();
  await app.close();
  fs.rmSync(app.dataDir, { recursive: true, force: true });
  const row = (name: string, times: readonly number[]) =>
    toRow(`popup, ${entries / 1_000},000 entries: ${name}, p95`, percentile(times, 0.95), "ms", { atMost: 50 });
  return [
    row("word that is new, after the mouse rests", first),
    row("word under the mouse, after it rests", warm),
    row("next word by key", keys),
  ];
}

/** A table of words: the first ones are those of the sentence, so each has an entry there as well. */
async function install(app: BenchApp) {
  const own = ["昨日", "友達", "新しい", "映画", "見る", "行く", "駅", "近く", "店", "温かい", "料理", "食べる"];
  const rows = Array.from(
    { length: entries },
    (_, index) => `${own[index] ?? `語${index}`}\tご\tword ${index}; meaning`,
  );
  await fetch(`${app.url}/api/dictionaries/files/large.tsv`, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: rows.join("\n"),
  });
  for (let isRunning = true; isRunning; await Bun.sleep(200)) {
    const { jobs } = (await (await app.request("GET", "/api/dictionaries")).json()) as DictionariesState;
    if (jobs.some(({ state }) => state === "failed")) throw new Error(`not imported: ${jobs[0]?.detail}`);
    isRunning = jobs.length > 0;
  }
}

declare global {
  // oxlint-disable-next-line vars-on-top
  var popupBench: { started: number; painted: number[] };
}

/** Runs in the page: notes when a word was reached, and when its popup with an entry or a meaning was painted. */
function watchPopup() {
  globalThis.popupBench = { started: 0, painted: [] };
  let shown = "";
  const start = ({ timeStamp }: Event) => {
    globalThis.popupBench.started = timeStamp;
  };
  document.addEventListener("pointermove", start, true);
  document.addEventListener("keydown", start, true);
  new MutationObserver(() => {
    const popup = document.querySelector("[data-word-popup]");
    const heading = popup?.querySelector("h2")?.textContent ?? "";
    if (heading === shown || !popup?.querySelector("li")) return;
    shown = heading;
    const { started } = globalThis.popupBench;
    requestAnimationFrame(() => setTimeout(() => globalThis.popupBench.painted.push(performance.now() - started)));
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}

/** The mouse goes to one word after another and rests there. */
async function hover(page: Page, words: ReturnType<Page["locator"]>): Promise<number[]> {
  const count = await words.count();
  for (let index = 0; index < count; index++) {
    await page.mouse.move(4, 4);
    await page.waitForTimeout(260); // the last popup has closed
    const box = await words.nth(index).boundingBox();
    if (!box) continue;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForTimeout(260);
  }
  return (await takePainted(page)).map((time) => time - dwellMs);
}

/** The popup follows the arrow keys from the first word to the last. */
async function walk(page: Page, count: number): Promise<number[]> {
  await page.locator("main [role=log] [data-living]").first().focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  await takePainted(page);
  for (let index = 1; index < count; index++) {
    await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(120);
  }
  const painted = await takePainted(page);
  await page.keyboard.press("Escape");
  return painted;
}

const takePainted = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const { painted } = globalThis.popupBench;
    globalThis.popupBench.painted = [];
    return painted;
  });
