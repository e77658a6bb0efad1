import type { Database } from "bun:sqlite";
import { deleteUnused } from "./bin.ts";
import { given, listIds } from "./list-ids.ts";
import { hasSound } from "./purge-moments.ts";
import { markSpace } from "./reclaim.ts";

/**
 * Deletes the words and contexts for good that were deleted up to this time, with sentences that occur nowhere else. Returns the sounds that
 * nothing needs any more, whose files the caller deletes; frames that nothing needs go with the next sweep. Null: there was nothing.
 */
export function purgeWords(db: Database, upTo: number): string[] | null {
  return db.transaction(() => {
    const ofWords = "word_id IN (SELECT id FROM words WHERE deleted_at <= ?1)";
    const contexts = JSON.stringify(
      listIds(db, `SELECT id FROM word_contexts WHERE deleted_at <= ?1 OR ${ofWords}`, upTo),
    );
    const of = `FROM word_contexts WHERE id IN ${given}`;
    const sounds = listIds(db, `SELECT DISTINCT sound_id AS id ${of} AND sound_id IS NOT NULL`, contexts);
    const sentences = listIds(db, `SELECT DISTINCT sentence_id AS id ${of}`, contexts);
    const { changes } = db.query(`DELETE ${of}`).run(contexts);
    const words = db.query("DELETE FROM words WHERE deleted_at <= ?").run(upTo).changes;
    if (changes + words === 0) return null;
    deleteUnused(db, sentences);
    markSpace(db);
    return sounds.filter((id) => !hasSound(db, id));
  })();
}
