import type { Database } from "bun:sqlite";

type Day = { from: number; to: number };

const countOf = (db: Database, sql: string, { from, to }: Day, language: string): number =>
  db.query<{ count: number }, [number, number, string]>(sql).get(from, to, language)?.count ?? 0;

/** The words of a language that occurred in replies on this day, the latest first. CROSS JOIN: SQLite must begin at the few meetings of a day. */
export const listMet = (db: Database, language: string, { from, to }: Day): string[] =>
  db
    .query<{ lemma: string }, [number, number, string]>(
      `SELECT lemma FROM word_meetings CROSS JOIN words ON words.number = word WHERE at >= ? AND at < ? AND language = ? AND deleted_at IS NULL
        GROUP BY word ORDER BY max(at) DESC, word`,
    )
    .all(from, to, language)
    .map(({ lemma }) => lemma);

/** The words that the learner saved; imported ones are not among them. */
export const countSaved = (db: Database, language: string, day: Day): number =>
  countOf(
    db,
    `SELECT count(*) AS count FROM words WHERE created_at >= ? AND created_at < ? AND language = ? AND deleted_at IS NULL
      AND origin IS NULL AND status IN ('new', 'learning')`,
    day,
    language,
  );

/** The learner's sentences that a check changed. */
export const countCorrected = (db: Database, language: string, day: Day): number =>
  countOf(
    db,
    `SELECT count(DISTINCT message_id) AS count FROM generations INDEXED BY generations_of_checks JOIN messages ON messages.id = message_id
      WHERE kind = 'correct' AND started_at >= ? AND started_at < ? AND language = ? AND outcome = 'complete' AND generations.text <> ''`,
    day,
    language,
  );
