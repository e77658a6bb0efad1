import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import type { ReviewQueue } from "#shared/review/review.ts";
import { newMemory } from "#shared/review/memory.ts";
import { closeDatabase, openDatabase } from "#server/db/open.ts";
import { saveCard } from "#server/db/review-cards.ts";
import { insertLogEntry } from "#server/db/review-log.ts";
import { createFolding } from "#server/db/search/fold.ts";
import { saveContext } from "#server/db/word-contexts.ts";
import { insertWord } from "#server/db/words.ts";
import { toSearchForms } from "#server/words/search-forms.ts";
import { schedule } from "#server/review/schedule.ts";
import { type BenchApp, startApp } from "./app.ts";
import { median, percentile, repeat, type Row, toRow } from "./rows.ts";
import { timed } from "./timed.ts";

export const size = 10_000;
const dayMs = 86_400_000;
const types = ["recognise", "listen", "cloze", "produce"] as const;
const path = "/api/review?language=ja&zone=UTC";

/** A learner with 10,000 words: 1,000 new, all others begun in each of the four ways, about a tenth of them due; a year of grades. */
export function seed(): string {
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-bench-"));
  const db = openDatabase(join(dataDir, "blossom.db"));
  const now = Date.now();
  const folding = createFolding();
  const today = Math.floor(now / dayMs);
  const startOf = (day: number) => day * dayMs;
  db.transaction(() => {
    for (let n = 0; n < size; n++) {
      const isNew = n % 10 === 0;
      const word = {
        kind: "word",
        language: "ja",
        lemma: `言葉${n}`,
        reading: "ことば",
        partOfSpeech: "noun",
      } as const;
      const more = {
        meaning: null,
        dictionaryMeaning: "word; language",
        wrong: null,
        notes: "",
        origin: null,
      } as const;
      const status = isNew ? "new" : n % 3 === 0 ? "known" : "learning";
      const id = insertWord(db, { ...word, ...more, status }, toSearchForms({ ...word, ...more }, folding), now);
      const place = {
        kind: "text",
        ref: "",
        card: null,
        frameId: null,
        soundId: null,
        soundType: null,
        soundBytes: null,
      } as const;
      const said = { verdict: "agreed", translation: "A word.", meaning: null, note: null } as const;
      const sentence = `これは${word.lemma}です。`;
      saveContext(
        db,
        { wordId: id, language: "ja", sentence, start: 3, end: 3 + word.lemma.length, ...place, ...said },
        now,
      );
      if (isNew) continue;
      for (const type of types) {
        const ago = 1 + ((n * 7) % 60);
        const at = { now: now - ago * dayMs, today: today - ago, startOf };
        const memory = schedule(
          {
            ...newMemory,
            state: "review",
            stability: 4 + (n % 90),
            difficulty: 5,
            reviews: 3,
            lastDay: today - ago - 10,
          },
          3,
          at,
          { retention: 0.9 },
          id,
        );
        const row = { wordId: id, type, suspended: false, buriedUntil: 0, version: 3 };
        saveCard(db, { ...row, ...memory });
        const before = { ...row, ...memory, status: "learning", statusAfter: "learning" } as const;
        for (let grade = 1; grade <= 2; grade++)
          insertLogEntry(db, {
            key: `${id}${type}${grade}`,
            card: { ...row, ...memory },
            language: "ja",
            at: at.now,
            day: today - ((n * grade) % 365),
            grade: 3,
            tookMs: 4_000,
            before,
          });
      }
    }
  })();
  closeDatabase(db);
  return dataDir;
}

/** Measures the review of a learner with 10,000 words. */
export async function measureReview(): Promise<Row[]> {
  const app = await startApp({}, { dataDir: seed() });
  const each = await measureWith(app, ["recognise"]);
  const all = await measureWith(app, [...types]);
  const statistics = await repeat(20, () => timed(() => app.request("GET", "/api/review/statistics?zone=UTC")));
  await app.stop();
  return [
    ...each("one way to ask"),
    ...all("four ways to ask"),
    toRow("review of 10,000 words: statistics of 72,000 grades, 95th percentile", percentile(statistics, 0.95), "ms", {
      atMost: 100,
    }),
  ];
}

async function measureWith(app: BenchApp, reviewTypes: string[]) {
  await app.request("PUT", "/api/settings", { reviewTypes });
  const queues = await repeat(100, () => timed(() => app.request("GET", path)));
  const grades: number[] = [];
  for (let n = 0; n < 60; n++) {
    const { cards } = (await (await app.request("GET", path)).json()) as ReviewQueue;
    const [card] = cards;
    if (!card) throw new Error("nothing to review");
    const body = { grade: 3, key: `${reviewTypes.length} ${n}`, version: card.version, tookMs: 2_000, zone: "UTC" };
    grades.push(await timed(() => app.request("POST", `/api/review/${card.id}`, body)));
  }
  return (how: string) => [
    toRow(`review of 10,000 words, ${how}: the queue, median`, median(queues), "ms", { atMost: 10 }),
    toRow("the same, 95th percentile", percentile(queues, 0.95), "ms", { atMost: 20 }),
    toRow(`review of 10,000 words, ${how}: a grade, on the disk, 95th percentile`, percentile(grades, 0.95), "ms", {
      atMost: 20,
    }),
  ];
}
