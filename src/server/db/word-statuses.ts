import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { LemmaStatus } from "#shared/words/statuses.ts";
import type { WordStatus } from "#shared/words/word-values.ts";
import { given } from "./list-ids.ts";

export type StatusRow = { lemma: string; reading: string; status: WordStatus };

const select = `SELECT lemma, reading, status FROM words WHERE language = ? AND kind = 'word' AND deleted_at IS NULL`;

/** The statuses of all words of a language. */
export const listStatuses = (db: Database, language: LearningLanguage): StatusRow[] =>
  db.query<StatusRow, [string]>(`${select} ORDER BY number`).all(language);

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
export function toLemmaStatus(rows: readonly StatusRow[]): LemmaStatus | null {
  const [only, ...others] = rows;
  if (!only) return null;
  if (others.length === 0) return only.status;
  return Object.fromEntries(rows.map(({ reading, status }) => [reading, status]));
}

/** The status of each lemma of a language that has one. */
export const listLemmaStatuses = (db: Database, language: LearningLanguage): [lemma: string, status: LemmaStatus][] =>
  [...Map.groupBy(listStatuses(db, language), ({ lemma }) => lemma)].flatMap(([lemma, rows]) => {
    const status = toLemmaStatus(rows);
    return status === null ? [] : [[lemma, status] satisfies [string, LemmaStatus]];
  });

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
