import type { Page } from "@playwright/test";
import { type BenchApp, startApp } from "./app.ts";
import { openBrowser } from "./browser.ts";
import { seed } from "./review.ts";
import { percentile, type Row, toRow } from "./rows.ts";
import { timed } from "./timed.ts";

/** What the page of words asks for: parts of the list in each order, and searches that fit many words, one and none. */
const requests = [
  "sort=newest&offset=0",
  "sort=reading&offset=5000",
  "sort=lemma&offset=9900",
  "sort=status&offset=4000",
  "q=kotoba",
  "q=language",
  "q=%E8%A8%80%E8%91%897777",
  "q=nothing",
  "status=learning&doubt=true",
  "due=9999999999999",
];

/** Measures the list of 10,000 words: its requests, and how long the page takes to draw while it is scrolled and searched. */
export async function measureWords(): Promise<Row[]> {
  const app = await startApp({}, { dataDir: seed() });
  try {
    return [await measureRequests(app), ...(await measurePage(app))];
  } finally {
    await app.stop(); // also after a failure: its process would keep this one alive
  }
}

async function measureRequests(app: BenchApp): Promise<Row> {
  const times: number[] = [];
  for (let round = 0; round < 20; round++)
    for (const query of requests) {
      const ms = await timed(() => app.request("GET", `/api/words?limit=100&${query}`));
      if (round > 0) times.push(ms); // the first one reads the file
    }
  const all = percentile(times, 0.95);
  return toRow("10,000 words: 100 of the list or of a search, 95th percentile", all, "ms", { atMost: 20 });
}

async function measurePage(app: BenchApp): Promise<Row[]> {
  const browser = await openBrowser("the page of words is");
  if (!browser) return [];
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  let scroll = Number.NaN;
  let search = Number.NaN;
  try {
    await page.goto(`${app.url}/words`);
    await page.locator("[data-index='0']").waitFor();
    scroll = await page.evaluate(scrollThrough);
    search = await timeSearches(page);
  } finally {
    await browser.close();
  }
  return [
    toRow("10,000 words: the longest frame while the list is scrolled from end to end", scroll, "ms", { atMost: 100 }),
    toRow("10,000 words: from the last letter of a search to its rows, 95th percentile", search, "ms", { atMost: 150 }),
  ];
}

/** Scrolls through the list and returns the longest time between two frames. */
async function scrollThrough(): Promise<number> {
  const list = document.querySelector("[data-index]")?.closest("ul")?.parentElement;
  if (!list) throw new Error("no list");
  const frame = () => new Promise(requestAnimationFrame);
  let longest = 0;
  let last = performance.now();
  for (let step = 0; step <= 60; step++) {
    list.scrollTop = (list.scrollHeight * step) / 60;
    await frame();
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }
  return longest;
}

async function timeSearches(page: Page): Promise<number> {
  const field = page.getByRole("searchbox");
  const times: number[] = [];
  for (let n = 0; n < 20; n++) {
    const wanted = `言葉${4_000 + n * 137}`;
    await field.fill(wanted.slice(0, -1));
    const begun = performance.now();
    await field.fill(wanted);
    await page.locator("[data-index='0'] b", { hasText: new RegExp(`^${wanted}$`) }).waitFor();
    times.push(performance.now() - begun);
  }
  return percentile(times, 0.95);
}
