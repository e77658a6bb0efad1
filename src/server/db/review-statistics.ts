import type { Database } from "bun:sqlite";
import { matureDays, type ReviewType } from "#shared/review/review-values.ts";
import { readLanguage } from "./stored-language.ts";

/** The reviews of each day from one on, by language. */
export function countDays(db: Database, from: number) {
  const sql = `SELECT day, language, count(*) AS reviews, sum(took_ms) AS ms FROM review_log
    WHERE day >= ? AND undone = 0 GROUP BY day, language ORDER BY day`;
  return db
    .query<{ day: number; language: string; reviews: number; ms: number }, [number]>(sql)
    .all(from)
    .map((row) => ({ ...row, language: readLanguage(db, row.language) }));
}

/** How many cards were remembered when they were due, from a day on. */
export function countRecalled(db: Database, from: number) {
  const sql = `SELECT language, scheduled_days >= ${matureDays} AS isMature, count(*) AS "of", count(*) FILTER (WHERE grade > 1) AS recalled
    FROM review_log WHERE day >= ? AND undone = 0 AND state = 'review' GROUP BY language, isMature`;
  return db
    .query<{ language: string; isMature: number; of: number; recalled: number }, [number]>(sql)
    .all(from)
    .map((row) => ({ ...row, language: readLanguage(db, row.language) }));
}

/** How many words have each status. */
export function countStatuses(db: Database) {
  const sql = `SELECT language, status, count(*) AS count FROM words WHERE deleted_at IS NULL GROUP BY language, status`;
  return db
    .query<{ language: string; status: string; count: number }, []>(sql)
    .all()
    .map((row) => ({ ...row, language: readLanguage(db, row.language) }));
}

/** The cards that are due before a time, by the time. */
export function listDueTimes(db: Database, until: number) {
  const sql = `SELECT language, due_at AS dueAt, count(*) AS count FROM review_cards
    WHERE active = 1 AND suspended = 0 AND state <> 'new' AND due_at < ? GROUP BY language, due_at`;
  return db
    .query<{ language: string; dueAt: number; count: number }, [number]>(sql)
    .all(until)
    .map((row) => ({ ...row, language: readLanguage(db, row.language) }));
}

export function countSuspended(db: Database) {
  const sql =
    "SELECT language, count(*) AS count FROM review_cards WHERE active = 1 AND suspended = 1 GROUP BY language";
  return db
    .query<{ language: string; count: number }, []>(sql)
    .all()
    .map((row) => ({ ...row, language: readLanguage(db, row.language) }));
}

/** The suspended cards, those that were graded last first. */
export function listSuspended(db: Database, limit: number) {
  const sql = `SELECT words.id AS wordId, type, lemma, words.language FROM review_cards JOIN words ON words.number = word
    WHERE active = 1 AND suspended = 1 ORDER BY last_at DESC, word DESC LIMIT ?`;
  return db
    .query<{ wordId: string; type: ReviewType; lemma: string; language: string }, [number]>(sql)
    .all(limit)
    .map((row) => ({ ...row, language: readLanguage(db, row.language) }));
}
