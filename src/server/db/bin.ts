import type { Database } from "bun:sqlite";
import { markSpace } from "./reclaim.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { removeConversation } from "./search/search-index.ts";
import { readLanguage } from "./stored-language.ts";
import { findInCues } from "./cues.ts";
import { given, listIds } from "./list-ids.ts";

/** A conversation that the learner deleted. */
export type BinRow = { id: string; title: string | null; language: LearningLanguage; deletedAt: number };

/** The conversations in the bin, last deleted first. `after`: the id of the last entry of the previous page. */
export function listBin(db: Database, { after, limit }: { after?: string | undefined; limit: number }): BinRow[] {
  type Row = Omit<BinRow, "language"> & { language: string };
  const sql = `SELECT id, title, language, deleted_at AS deletedAt FROM conversations WHERE deleted_at IS NOT NULL
    AND ($after IS NULL OR (deleted_at, id) < (SELECT deleted_at, id FROM conversations WHERE id = $after))
    ORDER BY deleted_at DESC, id DESC LIMIT $limit`;
  return db
    .query<Row, Record<string, string | number | null>>(sql)
    .all({ after: after ?? null, limit })
    .map((row) => ({ ...row, language: readLanguage(db, row.language) }));
}

/** Which of these conversations were deleted for good. An id that this database has never had is not among them. */
export const listPurged = (db: Database, ids: readonly string[]): string[] =>
  listIds(db, `SELECT id FROM purged_conversations WHERE id IN ${given}`, JSON.stringify(ids));

/** The time of the last message, deletion or request to another host, by the clock of that time. Null if there was none yet. */
export function getLastActivity(db: Database): number | null {
  const sql = `SELECT max(at) AS at FROM (SELECT max(max(updated_at, coalesce(deleted_at, 0))) AS at FROM conversations
    UNION ALL SELECT max(last_at) FROM contacts)`;
  return db.query<{ at: number | null }, []>(sql).get()?.at ?? null;
}

export const isInBin = (db: Database, id: string): boolean =>
  db.query("SELECT 1 FROM conversations WHERE id = ? AND deleted_at IS NOT NULL").get(id) !== null;

/**
 * Deletes a conversation in the bin with everything that was made for it. Sentences that occur nowhere else go too, with
 * the readings that were settled in them. Returns the ids of its
 * pictures, whose files the caller deletes; null if it is not in the bin.
 */
export function purgeConversation(db: Database, id: string): string[] | null {
  return db.transaction(() => {
    if (!isInBin(db, id)) return null;
    const messages = listIds(db, "SELECT id FROM messages WHERE conversation_id = ?", id);
    const ofMessages = JSON.stringify(messages);
    const generations = [
      ...listIds(db, `SELECT id FROM generations WHERE message_id IN ${given}`, ofMessages),
      ...listIds(db, `SELECT id FROM generations WHERE ${isSeparate} AND appearance_ref IN ${given}`, ofMessages),
    ];
    const images = listIds(db, `SELECT id FROM images WHERE message_id IN ${given}`, ofMessages);
    removeConversation(db, id);
    const sentences = deleteAnswers(db, generations, messages);
    db.query("INSERT INTO purged_conversations (id) VALUES (?)").run(id);
    db.query("DELETE FROM conversations WHERE id = ?").run(id); // and, by foreign keys, its messages and pictures
    deleteUnused(db, sentences);
    markSpace(db);
    return images;
  })();
}

/** Deletes answers, and where their sentences occurred: in these answers, and at these other places. Returns the sentences. */
export function deleteAnswers(db: Database, generations: readonly string[], others: readonly string[] = []): string[] {
  const places = JSON.stringify([...others, ...generations]);
  const sentences = listIds(db, `SELECT DISTINCT sentence_id AS id FROM appearances WHERE ref IN ${given}`, places);
  db.query(`DELETE FROM generations WHERE id IN ${given}`).run(JSON.stringify(generations));
  db.query(`DELETE FROM appearances WHERE ref IN ${given}`).run(places);
  return sentences;
}

/** Deletes those of the sentences that occur nowhere else, and sentences with a settled reading that stand in no text any more. */
export function deleteUnused(db: Database, sentences: readonly string[]) {
  db.query(`DELETE FROM sentences WHERE id IN ${given} AND ${isUnused} AND NOT ${isSettled}`).run(
    JSON.stringify(sentences),
  );
  const settled = db
    .query<{ id: string; text: string }, []>(
      `SELECT id, text FROM sentences WHERE ${isSettled} AND ${isUnused} AND ${isInNoText}`,
    )
    .all();
  if (settled.length === 0) return;
  const inLines = findInCues(
    db,
    settled.map(({ text }) => text),
  );
  const gone = settled.filter(({ text }) => !inLines.has(text)).map(({ id }) => id);
  db.query(`DELETE FROM sentences WHERE id IN ${given}`).run(JSON.stringify(gone));
}

const isSeparate = "message_id IS NULL AND appearance_kind = 'message'";
const isUnused = `NOT EXISTS (SELECT 1 FROM appearances WHERE sentence_id = sentences.id)
  AND NOT EXISTS (SELECT 1 FROM cards WHERE sentence_id = sentences.id)
  AND NOT EXISTS (SELECT 1 FROM word_contexts WHERE sentence_id = sentences.id)`;

/** The sentence has a settled reading, so it may stand in prose that has no card. */
const isSettled = "id IN (SELECT sentence_id FROM settled_readings)";
const isInNoText = `NOT EXISTS (SELECT 1 FROM messages WHERE instr(messages.text, sentences.text) > 0)
  AND NOT EXISTS (SELECT 1 FROM generations WHERE instr(generations.text, sentences.text) > 0)
  AND NOT EXISTS (SELECT 1 FROM moments WHERE instr(moments.text, sentences.text) > 0)`;

/** How many rows one step of `deleteOrphans` looks at. A step takes a few milliseconds. */
const rowsPerStep = 2_000;

/** Deletes rows that nothing refers to. A generator, so that other work is done between its steps. Yields how many rows a step has deleted. */
export function* deleteOrphans(db: Database): Generator<number> {
  const unused = {
    generations: `${isSeparate} AND outcome IS NOT NULL AND NOT EXISTS (SELECT 1 FROM messages WHERE id = appearance_ref)`,
    appearances: `NOT EXISTS (SELECT 1 FROM cards WHERE appearance_id = appearances.id)
      AND sentence_id NOT IN (SELECT sentence_id FROM settled_readings)`,
    sentences: `${isUnused} AND NOT ${isSettled}`,
  };
  for (const [table, isOrphan] of Object.entries(unused)) {
    const sql = `SELECT coalesce(max(rowid), 0) AS last FROM ${table}`;
    const last = db.query<{ last: number }, []>(sql).get()?.last ?? 0;
    const step = db.query<unknown, [number, number]>(
      `DELETE FROM ${table} WHERE rowid > ? AND rowid <= ? AND ${isOrphan}`,
    );
    for (let from = 0; from < last; from += rowsPerStep) {
      const { changes } = step.run(from, from + rowsPerStep);
      if (changes > 0) markSpace(db);
      yield changes;
    }
  }
}
