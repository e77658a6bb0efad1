import { join } from "node:path";
import type { Page } from "@playwright/test";
import { closeDatabase, openDatabase } from "#server/db/open.ts";
import { type Seed, seedFolder } from "#test/seed-conversations.ts";
import { type BenchApp, startApp } from "./app.ts";
import { openBrowser } from "./browser.ts";
import { indexAll } from "./index-all.ts";
import { median, percentile, type Row, toRow } from "./rows.ts";

const size = 10_000;
/** The newest conversations are long. With the others there are 100,000 messages. */
const long = 40;
const longExchanges = 1_000;
const words = ["映画", "旅行", "Travel", "文法", "ＪＬＰＴ", "買い物", "天気"];
/** Common, rare and missing. The last ones are too short for the index. */
const searches = {
  text: [
    "映画",
    "見に行きました",
    "どんな 映画",
    "travel 9949",
    "。999",
    "jlpt 12",
    "存在しない題名",
    "友達と本",
    "学",
    "の",
    "no",
    "z",
  ],
  reading: ["きのう", "ともだちとえいがを", "kinou", "zuótiān", "さくじつ", "eiga", "あさって"],
  meaning: ["yesterday", "movie", "film friend", "a movie that nobody saw", "went to see"],
};
const meanings = [
  "I went to see a movie with a friend yesterday.",
  "映画 movie; film",
  "友達 friend",
  "昨日 yesterday",
];

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
  const dataDir = seedFolder(seeds());
  const db = openDatabase(join(dataDir, "blossom.db"));
  await indexAll(db, (number) => (number % 10 === 0 ? meanings : []));
  closeDatabase(db);
  const app = await startApp({}, { dataDir, isWatched: true });
  const lists = await time(
    app,
    Array.from({ length: 100 }, () => "/api/conversations?limit=50"),
  );
  await app.delay();
  const found: Row[] = [];
  for (const [kind, texts] of Object.entries(searches)) {
    const paths = Array.from(
      { length: 120 },
      (_, n) => `/api/search?q=${encodeURIComponent(texts[n % texts.length]!)}`,
    );
    const times = await time(app, paths);
    found.push(
      toRow(`search of 100,000 messages by ${kind}: first page, median`, median(times), "ms", { atMost: 10 }),
      toRow("the same, 95th percentile", percentile(times, 0.95), "ms", { atMost: 20 }),
    );
  }
  const blocked = await app.delay();
  const page = await measureList(app);
  await app.stop();
  return [
    toRow("list of 10,000 conversations, the newest long: request, median", median(lists), "ms", { atMost: 5 }),
    toRow("the same, 95th percentile", percentile(lists, 0.95), "ms", { atMost: 20 }),
    ...found,
    toRow("event loop blocked at most during these searches", blocked, "ms", { atMost: 16 }),
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
