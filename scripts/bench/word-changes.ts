import fs from "node:fs";
import type { WordPage } from "#shared/words/words.ts";
import { type BenchApp, startApp } from "./app.ts";
import { seed, size } from "./review.ts";
import { median, percentile, type Row, toRow } from "./rows.ts";
import { timed } from "./timed.ts";

const list = "/api/words?language=ja&limit=100";

/** Measures the statuses of 10,000 saved words, most of them in review: reading them, changing them, and exporting the words. The list has its own rows. */
export async function measureWordChanges(): Promise<Row[]> {
  const dataDir = seed();
  const app = await startApp({}, { dataDir, isWatched: true });
  try {
    return await measureWith(app);
  } finally {
    await app.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measureWith(app: BenchApp): Promise<Row[]> {
  const statuses = await time(
    app,
    Array.from({ length: 40 }, () => "/api/words/statuses?language=ja"),
  );
  const { words } = (await (await app.request("GET", list)).json()) as WordPage;
  await app.delay();
  const opened = await time(
    app,
    words.map(({ id }) => `/api/words/${id}`),
  );
  const marked: number[] = [];
  for (const { lemma, reading } of words) {
    const body = { language: "ja", lemma, reading, status: "known" };
    marked.push(await timed(() => app.request("PUT", "/api/words/status", body)));
  }
  const many = { which: { filter: { language: "ja", q: "言葉" } }, change: { status: "known" } };
  let changed = 0;
  const bulk = await timed(async () => {
    const response = await app.request("POST", "/api/words/bulk", many);
    ({ changed } = (await response.clone().json()) as { changed: number });
    return response;
  });
  if (changed < size / 2) throw new Error(`${changed} words were changed`);
  const blocked = await app.delay();
  const exported = await timed(() => app.request("POST", "/api/word-exports", { format: "apkg", language: "ja" }));
  const blockedByExport = await app.delay();
  const table = await timed(() => app.request("POST", "/api/word-exports", { format: "csv", language: "ja" }));
  return [
    ...both("10,000 words: their statuses for all texts", statuses, 20),
    ...both("10,000 words: one word with its sentences", opened, 5),
    ...both("10,000 words: a status, on the disk", marked, 10),
    toRow("10,000 words: the status of all at once", bulk, "ms", { atMost: 1_500 }),
    toRow("10,000 words: event loop blocked by all these at most", blocked, "ms", { atMost: 100 }),
    toRow("10,000 words: an Anki package", exported / 1_000, "s", { atMost: 30 }),
    toRow("10,000 words: event loop blocked by it at most", blockedByExport, "ms", { atMost: 50 }),
    toRow("10,000 words: a table", table / 1_000, "s", { atMost: 30 }),
  ];
}

const both = (row: string, times: readonly number[], atMost: number): Row[] => [
  toRow(`${row}, median`, median(times), "ms", { atMost }),
  toRow("the same, 95th percentile", percentile(times, 0.95), "ms", { atMost: atMost * 2 }),
];

async function time(app: BenchApp, paths: readonly string[]): Promise<number[]> {
  await (await app.request("GET", "/api/health")).text(); // opens the connection
  const times: number[] = [];
  for (const path of paths) times.push(await timed(() => app.request("GET", path)));
  return times;
}
