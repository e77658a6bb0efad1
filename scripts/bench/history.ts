import type { Page } from "@playwright/test";
import { type Seed, seedFolder } from "#test/seed-conversations.ts";
import { type BenchApp, startApp } from "./app.ts";
import { openBrowser } from "./browser.ts";
import { median, percentile, type Row, toRow } from "./rows.ts";

const size = 10_000;
/** The newest conversations are long. With the others there are 100,000 messages. */
const long = 40;
const longExchanges = 1_000;
const words = ["映画", "旅行", "Travel", "文法", "ＪＬＰＴ", "買い物", "天気"];
/** Common, rare and missing parts of titles. */
const searches = ["の話", "映画", "travel", "9949", "jlpt 12", "存在しない題名"];

function* seeds(): Generator<Seed> {
  const day = 24 * 60 * 60 * 1_000;
  for (let n = 0; n < size; n++) {
    const title = `${words[n % words.length]} ${n} の話`;
    const exchanges = n >= size - long ? longExchanges : 1;
    yield { id: `c${n}`, title, exchanges, at: Date.now() - ((size - n) * day) / 30 };
  }
}

/** Measures a history of 10,000 conversations with 100,000 messages: its requests, and the list on the page. */
export async function measureHistory(): Promise<Row[]> {
  const app = await startApp({}, { dataDir: seedFolder(seeds()) });
  const lists = await time(
    app,
    Array.from({ length: 100 }, () => "/api/conversations?limit=50"),
  );
  const found = await time(
    app,
    Array.from(
      { length: 120 },
      (_, n) => `/api/conversations?limit=200&q=${encodeURIComponent(searches[n % searches.length]!)}`,
    ),
  );
  const page = await measureList(app);
  await app.stop();
  return [
    toRow("list of 10,000 conversations, the newest long: request, median", median(lists), "ms", { atMost: 5 }),
    toRow("the same, 95th percentile", percentile(lists, 0.95), "ms", { atMost: 20 }),
    toRow("search of their titles: request, 95th percentile", percentile(found, 0.95), "ms", { atMost: 20 }),
    ...page,
  ];
}

/** The milliseconds of each request. */
async function time(app: BenchApp, paths: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const path of ["/api/conversations", ...paths]) {
    const begun = performance.now();
    await (await app.request("GET", path)).text();
    times.push(performance.now() - begun);
  }
  return times.slice(1); // the first one opens the connection
}

async function measureList(app: BenchApp): Promise<Row[]> {
  const browser = await openBrowser("the list is");
  if (!browser) return [];
  const drawn: number[] = [];
  for (let run = 0; run < 5; run++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${app.url}/chat`);
    await page.locator("[data-chat]").first().waitFor();
    drawn.push(await page.evaluate(() => performance.now()));
    await context.close();
  }
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`${app.url}/chat`);
  await page.locator("[data-chat]").first().waitFor();
  const begun = performance.now();
  await scrollToEnd(page);
  const reached = performance.now() - begun;
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  await browser.close();
  return [
    toRow("list of 10,000 conversations on the page, cold", median(drawn), "ms", { atMost: 450 }),
    toRow("its DOM nodes after scrolling to the end, with the page", nodes, "nodes", { atMost: 2_000 }),
    toRow("from the top to its last conversation by the scrollbar", reached, "ms", { atMost: 3_000 }),
  ];
}

async function scrollToEnd(page: Page) {
  const last = page.locator('[data-chat="c0"]');
  while ((await last.count()) === 0) {
    await page.locator("nav.rail").evaluate((rail) => (rail.scrollTop = rail.scrollHeight));
    await page.waitForTimeout(20);
  }
}
