import type { Database } from "bun:sqlite";

/** A word with one of its sentences; without any, those fields are empty. */
export type ReadableWord = {
  language: string;
  kind: string;
  lemma: string;
  reading: string;
  meaning: string;
  status: string;
  /** Of a correction: what the learner wrote. */
  wrong: string;
  notes: string;
  sentence: string;
  translation: string;
  savedAt: number;
};
export type ReadableReview = { at: number; language: string; lemma: string; type: string; grade: number };

/** All words that are not deleted, in the order in which they were saved, each as often as it has sentences. */
export const readReadableWords = (db: Database): Iterable<ReadableWord> =>
  db
    .query<ReadableWord, []>(
      `SELECT words.language, kind, lemma, reading, coalesce(words.meaning, dictionary_meaning, '') AS meaning, status, coalesce(wrong, '') AS wrong,
        notes, coalesce(sentences.text, '') AS sentence, coalesce(translation, '') AS translation, words.created_at AS savedAt
      FROM words
        LEFT JOIN word_contexts ON word_id = words.id AND word_contexts.deleted_at IS NULL
        LEFT JOIN sentences ON sentences.id = sentence_id
      WHERE words.deleted_at IS NULL ORDER BY words.number, word_contexts.number`,
    )
    .iterate();

/** All grades that were not taken back, in their order. The lemma of a deleted word is empty. */
export const readReadableReviews = (db: Database): Iterable<ReadableReview> =>
  db
    .query<ReadableReview, []>(
      `SELECT at, review_log.language, coalesce(lemma, '') AS lemma, type, grade
      FROM review_log LEFT JOIN words ON words.number = review_log.word AND words.deleted_at IS NULL WHERE undone = 0 ORDER BY review_log.number`,
    )
    .iterate();
