import type { Database } from "bun:sqlite";
import { z } from "zod";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { parseJson } from "#shared/parse-json.ts";
import { type Practice, practices } from "#shared/tutor/tutor-values.ts";
import { given } from "./list-ids.ts";

export type ConversationWords = { ids: string[]; practice: Practice | null; chosenAt: number };
export type ConversationIn = { conversationId: string; language: LearningLanguage };

const idsSchema = z.array(z.string());
const practiceSchema = z.enum(practices);

/** The words that were chosen for a conversation in this language. Null: none were chosen yet. */
export function getConversationWords(
  db: Database,
  { conversationId, language }: ConversationIn,
): ConversationWords | null {
  type Row = { words: string; practice: string | null; chosenAt: number };
  const sql = `SELECT words, practice, chosen_at AS chosenAt FROM conversation_words WHERE conversation_id = ? AND language = ?`;
  const row = db.query<Row, [string, string]>(sql).get(conversationId, language);
  if (!row) return null;
  return {
    ids: idsSchema.safeParse(parseJson(row.words)).data ?? [],
    practice: practiceSchema.safeParse(row.practice).data ?? null,
    chosenAt: row.chosenAt,
  };
}

export function keepConversationWords(
  db: Database,
  { conversationId, language }: ConversationIn,
  { ids, practice, chosenAt }: ConversationWords,
) {
  db.query(
    `INSERT OR REPLACE INTO conversation_words (conversation_id, language, practice, words, chosen_at) VALUES (?, ?, ?, ?, ?)`,
  ).run(conversationId, language, practice, JSON.stringify(ids), chosenAt);
}

/** A word as a model gets it. */
export type PromptWord = { id: string; lemma: string };

/** The given words in their order, without sentences, corrections and deleted words. */
export const listPromptWords = (db: Database, ids: readonly string[]): PromptWord[] =>
  db
    .query<PromptWord, [string]>(
      `SELECT words.id, lemma FROM json_each(?) CROSS JOIN words ON words.id = value
        WHERE kind = 'word' AND deleted_at IS NULL ORDER BY json_each.key`,
    )
    .all(JSON.stringify(ids));

/** The words with these lemmas that the learner is learning. */
export const listLearning = (
  db: Database,
  language: LearningLanguage,
  lemmas: readonly string[],
): { number: number; lemma: string }[] =>
  db
    .query<{ number: number; lemma: string }, [string, string]>(
      `SELECT number, lemma FROM words WHERE language = ? AND lemma IN ${given} AND kind = 'word' AND deleted_at IS NULL
        AND status IN ('new', 'learning')`,
    )
    .all(language, JSON.stringify(lemmas));

/** A word counts once for each answer. */
export function addMeetings(db: Database, generationId: string, words: readonly number[], at: number) {
  const insert = db.query(
    "INSERT INTO word_meetings (word, generation_id, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  for (const word of words) insert.run(word, generationId, at);
}

/** Whether the message began a practice: Blossom wrote it. */
export const opensPractice = (db: Database, messageId: string): boolean =>
  db
    .query(
      `SELECT 1 FROM messages JOIN conversation_words USING (conversation_id, language)
        WHERE messages.id = ? AND practice IS NOT NULL
          AND position = (SELECT min(position) FROM messages AS each WHERE each.conversation_id = messages.conversation_id)`,
    )
    .get(messageId) !== null;

/** Which words occur in which replies of a conversation, in the version that each reply shows. */
export const listMeetings = (db: Database, conversationId: string): { wordId: string; messageId: string }[] =>
  db
    .query<{ wordId: string; messageId: string }, [string]>(
      `SELECT words.id AS wordId, shown_messages.id AS messageId FROM shown_messages JOIN word_meetings ON generation_id = shown_generation_id
        JOIN words ON words.number = word_meetings.word WHERE conversation_id = ? ORDER BY position`,
    )
    .all(conversationId);

/** In how many replies a word occurred, and when last. Null: in none. All versions of a reply count once. */
export function getMet(db: Database, wordId: string): { count: number; lastAt: number } | null {
  const sql = `SELECT count(DISTINCT coalesce(message_id, generation_id)) AS count, max(at) AS lastAt
    FROM word_meetings LEFT JOIN generations ON generations.id = generation_id WHERE word = (SELECT number FROM words WHERE id = ?)`;
  const met = db.query<{ count: number; lastAt: number | null }, [string]>(sql).get(wordId);
  return met && met.lastAt !== null ? { count: met.count, lastAt: met.lastAt } : null;
}
