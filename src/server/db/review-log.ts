import type { Database } from "bun:sqlite";
import { z } from "zod";
import { memoryStates } from "#shared/review/memory.ts";
import { type Grade, type ReviewType, reviewTypes } from "#shared/review/review-values.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { parseJson } from "#shared/parse-json.ts";
import { wordStatuses } from "#shared/words/word-values.ts";
import type { CardRow } from "./review-cards.ts";

/** What a grade changed, as it was before: the card and the status of its word. */
const beforeSchema = z.object({
  wordId: z.string(),
  type: z.enum(reviewTypes),
  state: z.enum(memoryStates),
  step: z.number(),
  stability: z.number(),
  difficulty: z.number(),
  scheduledDays: z.number(),
  reviews: z.number(),
  lapses: z.number(),
  lastDay: z.number().nullable(),
  lastAt: z.number().nullable(),
  dueAt: z.number(),
  suspended: z.boolean(),
  buriedUntil: z.number(),
  version: z.number(),
  status: z.enum(wordStatuses),
  statusAfter: z.enum(wordStatuses),
});
export type Before = z.infer<typeof beforeSchema>;

export type LogEntry = {
  key: string;
  card: CardRow;
  language: LearningLanguage;
  at: number;
  day: number;
  grade: Grade;
  tookMs: number;
  before: Before;
};

export function insertLogEntry(db: Database, { key, card, language, at, day, grade, tookMs, before }: LogEntry) {
  const sql = `INSERT INTO review_log (key, word, type, language, at, day, grade, took_ms, state, scheduled_days, before)
    VALUES (?, (SELECT number FROM words WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  const { wordId, type, state, scheduledDays } = card;
  db.query(sql).run(key, wordId, type, language, at, day, grade, tookMs, state, scheduledDays, JSON.stringify(before));
}

export type LoggedGrade = {
  number: number;
  wordId: string | null;
  type: string;
  isUndone: boolean;
  before: Before | null;
};

export function getLogEntry(db: Database, key: string): LoggedGrade | null {
  const sql = `SELECT review_log.number, words.id AS wordId, type, undone, before
    FROM review_log LEFT JOIN words ON words.number = word WHERE key = ?`;
  type Row = Omit<LoggedGrade, "isUndone" | "before"> & { undone: number; before: string };
  const row = db.query<Row, [string]>(sql).get(key);
  if (!row) return null;
  const { undone, before, ...entry } = row;
  return { ...entry, isUndone: undone === 1, before: beforeSchema.safeParse(parseJson(before)).data ?? null };
}

/** Takes a grade out of all counts. Its entry and its key stay. */
export function markUndone(db: Database, number: number) {
  db.query("UPDATE review_log SET undone = 1 WHERE number = ?").run(number);
}

/** What was done on a day: all grades, those of cards that were due, and new cards. */
export function countDone(db: Database, language: LearningLanguage, day: number) {
  const sql = `SELECT count(*) AS grades, count(*) FILTER (WHERE state = 'new') AS fresh, count(*) FILTER (WHERE state = 'review') AS reviews
    FROM review_log WHERE day = ? AND language = ? AND undone = 0`;
  return db.query<{ grades: number; fresh: number; reviews: number }, [number, string]>(sql).get(day, language)!;
}

/** The last grade of a day that was not taken back, of a card that is still there. */
export function lastGrade(db: Database, language: LearningLanguage, day: number) {
  const sql = `SELECT key, words.id AS wordId, type FROM review_log JOIN words ON words.number = word
    WHERE day = ? AND review_log.language = ? AND undone = 0 AND words.deleted_at IS NULL ORDER BY review_log.number DESC LIMIT 1`;
  return db.query<{ key: string; wordId: string; type: ReviewType }, [number, string]>(sql).get(day, language);
}
