import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { ReviewType } from "#shared/review/review-values.ts";
import { cardColumns, type CardRow, newCard, type StoredCard, toCard } from "./review-cards.ts";

export type QueueQuery = {
  language: LearningLanguage;
  types: readonly ReviewType[];
  now: number;
  today: number;
  /** The end of the learner's day. */
  tomorrowAt: number;
};

type Values = Record<string, string | number>;

const valuesOf = ({ types, ...query }: QueueQuery, limit = 0): Values => ({
  ...query,
  types: JSON.stringify(types),
  limit,
});

const isAsked = `cards.language = $language AND cards.active = 1 AND cards.suspended = 0 AND cards.buried_until <= $now
  AND cards.type IN (SELECT value FROM json_each($types))`;
/** One word is asked once a day, except in the steps. */
const isNotDoneToday = "cards.word NOT IN (SELECT word FROM review_cards WHERE last_day = $today)";
const inSteps = `${isAsked} AND cards.state IN ('learning', 'relearning')`;
const isLearned = `${isAsked} AND cards.state = 'review' AND ${isNotDoneToday}`;
const isNew = `${isAsked} AND cards.state = 'new' AND ${isNotDoneToday}`;

function list(db: Database, where: string, query: QueueQuery, limit: number): CardRow[] {
  const sql = `SELECT ${cardColumns} FROM review_cards AS cards JOIN words ON words.number = cards.word WHERE ${where} LIMIT $limit`;
  return db.query<StoredCard, Values>(sql).all(valuesOf(query, limit)).map(toCard);
}

const count = (db: Database, where: string, query: QueueQuery): number =>
  db
    .query<{ count: number }, Values>(
      `SELECT count(DISTINCT cards.word) AS count FROM review_cards AS cards WHERE ${where}`,
    )
    .get(valuesOf(query))!.count;

/** The cards in their steps that come today, the earliest first. */
export const listInSteps = (db: Database, query: QueueQuery): CardRow[] =>
  list(db, `${inSteps} AND cards.due_at < $tomorrowAt ORDER BY cards.due_at`, query, 1_000);

/** The cards that are due, the longest overdue first; of a word, one. */
export const listDue = (db: Database, query: QueueQuery, limit: number): CardRow[] =>
  onePerWord(list(db, `${isLearned} AND cards.due_at <= $now ORDER BY cards.due_at`, query, limit * 4)).slice(0, limit);

export const countDue = (db: Database, query: QueueQuery): number =>
  count(db, `${isLearned} AND cards.due_at <= $now`, query);

/** The learned cards that are not due yet, the next first. */
export const listAhead = (db: Database, query: QueueQuery, limit: number): CardRow[] =>
  onePerWord(list(db, `${isLearned} AND cards.due_at > $now ORDER BY cards.due_at`, query, limit * 4)).slice(0, limit);

/** How many cards are due between now and a time. */
export const countUntil = (db: Database, query: QueueQuery, until: number): number =>
  count(db, `${isAsked} AND cards.state = 'review' AND cards.due_at > $now AND cards.due_at <= $tomorrowAt`, {
    ...query,
    tomorrowAt: until,
  });

/** When the next learned card is due, after now. */
export function nextDueAt(db: Database, query: QueueQuery): number | null {
  const sql = `SELECT min(cards.due_at) AS at FROM review_cards AS cards WHERE ${isAsked} AND cards.state = 'review' AND cards.due_at > $now`;
  return db.query<{ at: number | null }, Values>(sql).get(valuesOf(query))!.at;
}

/** The next ways to ask for words that are in review already. */
export const listNextTypes = (db: Database, query: QueueQuery, limit: number): CardRow[] =>
  list(db, `${isNew} ORDER BY cards.word`, query, limit);

type Kind = "word" | "sentence" | "correction";

/** The words that begin their review, in the order in which they were saved, each with its first card. */
export function listToBegin(db: Database, { language, types }: QueueQuery, limit: number): CardRow[] {
  const sql = `SELECT id, kind FROM words
    WHERE language = ? AND in_review = 0 AND deleted_at IS NULL AND status IN ('new', 'learning') ORDER BY number LIMIT ?`;
  const [first = "recognise"] = types;
  return db
    .query<{ id: string; kind: Kind }, [string, number]>(sql)
    .all(language, limit)
    .map(({ id, kind }) => newCard(id, kind === "word" ? first : kind));
}

export const countToBegin = (db: Database, { language }: QueueQuery): number =>
  db
    .query<{ count: number }, [string]>(
      `SELECT count(*) AS count FROM words
        WHERE language = ? AND in_review = 0 AND deleted_at IS NULL AND status IN ('new', 'learning')`,
    )
    .get(language)!.count;

function onePerWord(cards: readonly CardRow[]): CardRow[] {
  const seen = new Set<string>();
  return cards.filter(({ wordId }) => !seen.has(wordId) && seen.add(wordId));
}
