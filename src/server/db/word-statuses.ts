import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { LemmaStatus } from "#shared/words/statuses.ts";
import type { WordStatus } from "#shared/words/word-values.ts";
import { given } from "./list-ids.ts";

type StatusRow = { lemma: string; reading: string; status: WordStatus };

const select = `SELECT lemma, reading, status FROM words WHERE language = ? AND kind = 'word' AND deleted_at IS NULL`;

/** The statuses of these lemmas; null for a lemma that has none. */
export function getStatusesOf(
  db: Database,
  language: LearningLanguage,
  lemmas: readonly string[],
): Record<string, LemmaStatus | null> {
  const rows = db
    .query<StatusRow, [string, string]>(`${select} AND lemma IN ${given} ORDER BY number`)
    .all(language, JSON.stringify(lemmas));
  const found = Map.groupBy(rows, ({ lemma }) => lemma);
  return Object.fromEntries(lemmas.map((lemma) => [lemma, toLemmaStatus(found.get(lemma) ?? [])]));
}

/** One status, or that of each reading if two words share the lemma. */
function toLemmaStatus(rows: readonly StatusRow[]): LemmaStatus | null {
  const [only, ...others] = rows;
  if (!only) return null;
  if (others.length === 0) return only.status;
  return Object.fromEntries(rows.map(({ reading, status }) => [reading, status]));
}

/** Words that are read in one step, which takes about 5 ms. */
const atOnce = 5_000;

/** The status of each lemma of a language that has one. Other requests run between its steps. */
export function* readStatuses(db: Database, language: LearningLanguage): Generator<void, Map<string, LemmaStatus>> {
  const query = db.query<StatusRow & { number: number }, [string, number, number]>(
    `SELECT number, lemma, reading, status FROM words
      WHERE language = ? AND kind = 'word' AND deleted_at IS NULL AND number > ? ORDER BY number LIMIT ?`,
  );
  const found = new Map<string, LemmaStatus>();
  /** The reading of a lemma that has one status so far. */
  const readings = new Map<string, string>();
  for (let after = -1; ;) {
    const rows = query.all(language, after, atOnce);
    for (const { lemma, reading, status } of rows) {
      const same = found.get(lemma);
      if (same === undefined) {
        found.set(lemma, status);
        readings.set(lemma, reading);
      } else if (typeof same === "string") found.set(lemma, { [readings.get(lemma) ?? ""]: same, [reading]: status });
      else same[reading] = status;
    }
    const last = rows.at(-1);
    if (!last || rows.length < atOnce) return found;
    after = last.number;
    yield;
  }
}

/** How many of these lemmas have each status. */
export const countStatuses = (
  db: Database,
  language: LearningLanguage,
  lemmas: readonly string[],
): Partial<Record<WordStatus, number>> =>
  Object.fromEntries(
    db
      .query<{ status: WordStatus; count: number }, [string, string]>(
        `SELECT status, count(DISTINCT lemma) AS count FROM words WHERE language = ? AND lemma IN ${given} AND kind = 'word'
          AND deleted_at IS NULL GROUP BY status`,
      )
      .all(language, JSON.stringify(lemmas))
      .map(({ status, count }) => [status, count]),
  );
