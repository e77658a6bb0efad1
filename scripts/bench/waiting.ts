import type { Browser } from "@playwright/test";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { chooseOllama, startApp } from "./app.ts";
import { openBrowser } from "./browser.ts";
import { type Row, toRow } from "./rows.ts";

const windowMs = 10_000;
/** How long a large model takes to load on a laptop. */
const loadMs = 75_000;

/** How much of one core the browser takes while its computer is busy with the model, or while nothing happens. */
export async function measureWaiting(): Promise<Row[]> {
  const browser = await openBrowser("the waiting page is");
  if (!browser) return [];
  const idle = await measureWhile(browser, {}, null);
  const first = await measureWhile(browser, { loadMs }, 1_000);
  const later = await measureWhile(browser, { loadMs }, windowMs + 3_000);
  const slow = await measureWhile(browser, { pieces: slowPieces() }, 1_000);
  await browser.close();
  console.error(`  the first ten seconds: ${first.toFixed(1)} %; an answer of 3 tokens/s: ${slow.toFixed(1)} %`);
  const whole = (first * windowMs + later * (loadMs - windowMs)) / loadMs;
  return [
    toRow("idle page: browser", idle, "% of a core", { atMost: 0.5 }),
    toRow("waiting for a model that loads for 75 s: browser", whole, "% of a core", { atMost: 5 }),
  ];
}

async function* slowPieces() {
  for (let index = 0; ; index++) {
    await Bun.sleep(333);
    yield `語${index} `;
  }
}

/** Sends a message to a model with this script (null: sends nothing), waits, and measures for some seconds. */
async function measureWhile(browser: Browser, script: object, waitMs: number | null): Promise<number> {
  await using upstream = await startUpstream({ protocol: "ollama", script });
  const app = await startApp();
  await chooseOllama(app, upstream);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${app.url}/chat`);
  await page.getByRole("textbox").fill("昨日友達と映画を見に行きました");
  if (waitMs === null) await page.getByRole("textbox").fill("");
  else await page.keyboard.press("Enter");
  await page.waitForTimeout(waitMs ?? 5_000);
  const session = await browser.newBrowserCDPSession();
  const cpuSeconds = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  const [before, start] = [await cpuSeconds(), performance.now()];
  await Bun.sleep(windowMs);
  const used = (await cpuSeconds()) - before;
  const seconds = (performance.now() - start) / 1_000;
  await session.detach();
  await context.close();
  await app.stop();
  return (used / seconds) * 100;
}
