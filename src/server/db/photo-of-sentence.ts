import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type ImageRow, listImages } from "./messages.ts";

/**
 * The photo in which this sentence was read. `messageId`: the learner's message with the photo, or the answer to it. Null if the learner typed the sentence,
 * and if there are several photos: a card does not say which of them it was read in.
 */
export function photoOfSentence(
  db: Database,
  { messageId, language, sentence }: { messageId: string; language: LearningLanguage; sentence: string },
): ImageRow | null {
  const sql = `SELECT messages.id FROM messages
    WHERE messages.id IN (SELECT ?1 UNION SELECT appearance_ref FROM generations WHERE message_id = ?1 AND appearance_kind = 'message')
      AND instr(coalesce(messages.text, ''), ?3) = 0
      AND EXISTS (SELECT 1 FROM appearances JOIN sentences ON sentences.id = sentence_id
        WHERE ref = messages.id AND kind = 'message' AND language = ?2 AND sentences.text = ?3)`;
  const row = db.query<{ id: string }, [string, string, string]>(sql).get(messageId, language, sentence);
  const photos = row ? (listImages(db, [row.id]).get(row.id) ?? []) : [];
  return photos.length === 1 ? photos[0]! : null;
}
