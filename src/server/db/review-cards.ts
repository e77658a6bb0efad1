import type { Database } from "bun:sqlite";
import type { Memory } from "#shared/review/memory.ts";
import { newMemory } from "#shared/review/memory.ts";
import { matureDays, type ReviewType } from "#shared/review/review-values.ts";

/** A card: a word that is asked in one way. */
export type CardRow = Memory & {
  wordId: string;
  type: ReviewType;
  suspended: boolean;
  buriedUntil: number;
  /** 0: nothing is stored of the card yet. */
  version: number;
};

export type StoredCard = Omit<CardRow, "suspended"> & { suspended: number };

export const cardColumns = `words.id AS wordId, cards.type, cards.state, cards.step, cards.stability, cards.difficulty,
  cards.scheduled_days AS scheduledDays, cards.reviews, cards.lapses, cards.last_day AS lastDay, cards.last_at AS lastAt,
  cards.due_at AS dueAt, cards.suspended, cards.buried_until AS buriedUntil, cards.version`;
const from = "FROM review_cards AS cards JOIN words ON words.number = cards.word";

export const toCard = ({ suspended, ...row }: StoredCard): CardRow => ({ ...row, suspended: suspended === 1 });

export const newCard = (wordId: string, type: ReviewType): CardRow => ({
  ...newMemory,
  wordId,
  type,
  suspended: false,
  buriedUntil: 0,
  version: 0,
});

/** A card of which nothing is stored is a new one. */
export function getCard(db: Database, wordId: string, type: ReviewType): CardRow {
  const sql = `SELECT ${cardColumns} ${from} WHERE words.id = ? AND cards.type = ?`;
  const row = db.query<StoredCard, [string, string]>(sql).get(wordId, type);
  return row ? toCard(row) : newCard(wordId, type);
}

/** Stores a card, and counts its version up. */
export function saveCard(db: Database, { suspended, version, ...card }: CardRow) {
  const sql = `INSERT INTO review_cards (word, language, type, state, step, stability, difficulty, scheduled_days, reviews, lapses, last_day,
      last_at, due_at, suspended, buried_until, version)
    SELECT number, language, $type, $state, $step, $stability, $difficulty, $scheduledDays, $reviews, $lapses, $lastDay,
      $lastAt, $dueAt, $suspended, $buriedUntil, $version FROM words WHERE id = $wordId
    ON CONFLICT (word, type) DO UPDATE SET state = $state, step = $step, stability = $stability, difficulty = $difficulty,
      scheduled_days = $scheduledDays, reviews = $reviews, lapses = $lapses, last_day = $lastDay, last_at = $lastAt, due_at = $dueAt,
      suspended = $suspended, buried_until = $buriedUntil, version = $version`;
  const values = { ...card, suspended: suspended ? 1 : 0, version: version + 1 };
  db.query<unknown, Record<string, string | number | null>>(sql).run(values);
}

/** Whether a word is known by one of its cards. */
export function hasMatureCard(db: Database, wordId: string): boolean {
  const sql = `SELECT 1 FROM review_cards JOIN words ON words.number = word
    WHERE words.id = ? AND state = 'review' AND scheduled_days >= ${matureDays}`;
  return db.query(sql).get(wordId) !== null;
}

/**
 * Begins a type for all words in review, or for one, whose cards are learned and that do not have it yet. `cloze` needs a sentence, `produce` a
 * meaning. The card of a word that the learner marked as known or ignored waits like its other cards. Returns how many words begin it.
 */
export function beginType(db: Database, type: ReviewType, wordId: string | null): number {
  const sql = `INSERT INTO review_cards (word, language, type, active, state, step, stability, difficulty, scheduled_days, reviews, lapses, due_at,
      suspended, buried_until, version)
    SELECT number, language, $type, (SELECT max(active) FROM review_cards WHERE word = number), 'new', 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 FROM words
    WHERE in_review = 1 AND kind = 'word' AND deleted_at IS NULL AND ($wordId IS NULL OR id = $wordId)
      AND NOT EXISTS (SELECT 1 FROM review_cards WHERE word = number AND (type = $type OR (state <> 'review' AND suspended = 0)))
      AND ($type <> 'cloze' OR EXISTS (SELECT 1 FROM word_contexts WHERE word_id = words.id AND word_contexts.deleted_at IS NULL))
      AND ($type <> 'produce' OR coalesce(meaning, dictionary_meaning) IS NOT NULL)`;
  return db.query(sql).run({ type, wordId }).changes;
}
