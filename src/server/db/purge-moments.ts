import type { Database } from "bun:sqlite";
import { deleteAnswers, deleteUnused } from "./bin.ts";
import { given, listIds } from "./list-ids.ts";
import { markSpace } from "./reclaim.ts";

/** What no row needs any more; the caller deletes the files. */
export type Purged = { frames: string[]; sounds: string[] };

/**
 * Deletes the moments and videos for good that were deleted up to this time, with their answers, subtitles and sentences. Answers and frames that another
 * moment has stay. A moment that is still being answered waits for the next time. Null: there was nothing.
 */
export function purgeMoments(db: Database, upTo: number): Purged | null {
  return db.transaction(() => {
    const videos = listIds(
      db,
      `SELECT key AS id FROM videos WHERE deleted_at <= ?
        AND NOT EXISTS (SELECT 1 FROM moments WHERE video_key = key AND ${isBeingAnswered})`,
      upTo,
    );
    const moments = [
      ...listIds(db, `SELECT id FROM moments WHERE deleted_at <= ? AND NOT ${isBeingAnswered}`, upTo),
      // with a video go all its moments, also one that was deleted on its own, later than `upTo`
      ...listIds(db, `SELECT id FROM moments WHERE video_key IN ${given}`, JSON.stringify(videos)),
    ];
    if (moments.length === 0 && videos.length === 0) return null;
    const all = JSON.stringify(moments);
    const of = `FROM moments WHERE id IN ${given}`;
    const frames = [
      ...listIds(db, `SELECT DISTINCT frame_id AS id ${of} AND frame_id IS NOT NULL`, all),
      ...listIds(
        db,
        `SELECT poster AS id FROM videos WHERE key IN ${given} AND poster IS NOT NULL`,
        JSON.stringify(videos),
      ),
    ];
    const sounds = listIds(db, `SELECT DISTINCT sound_id AS id ${of} AND sound_id IS NOT NULL`, all);
    const answers = listIds(
      db,
      `SELECT DISTINCT generation_id AS id FROM moment_answers WHERE moment_id IN ${given}`,
      all,
    );
    db.query(`DELETE FROM moments WHERE id IN ${given}`).run(all);
    const own = listIds(db, `SELECT value AS id FROM json_each(?) WHERE ${isOfNoMoment}`, JSON.stringify(answers));
    const completing = `SELECT DISTINCT generation_id AS id FROM cards
      WHERE completes IN (SELECT id FROM cards WHERE generation_id IN ${given})`;
    const sentences = deleteAnswers(db, [...own, ...listIds(db, completing, JSON.stringify(own))]);
    db.query(`DELETE FROM videos WHERE key IN ${given}`).run(JSON.stringify(videos));
    const isNeeded = `EXISTS (SELECT 1 FROM moments WHERE frame_id = value) OR EXISTS (SELECT 1 FROM videos WHERE poster = value)
      OR EXISTS (SELECT 1 FROM word_contexts WHERE frame_id = value)
      OR EXISTS (SELECT 1 FROM generations WHERE outcome IS NULL AND appearance_ref = value)`;
    const unneeded = listIds(
      db,
      `SELECT DISTINCT value AS id FROM json_each(?) WHERE NOT (${isNeeded})`,
      JSON.stringify(frames),
    );
    db.query(`DELETE FROM frames WHERE id IN ${given}`).run(JSON.stringify(unneeded));
    const ofFrames = `DELETE FROM appearances WHERE kind = 'frame' AND ref IN ${given}
      AND NOT EXISTS (SELECT 1 FROM cards WHERE appearance_id = appearances.id)
      RETURNING sentence_id AS id`;
    deleteUnused(db, [...sentences, ...listIds(db, ofFrames, JSON.stringify(frames))]);
    markSpace(db);
    return { frames: unneeded, sounds: sounds.filter((id) => !hasSound(db, id)) };
  })();
}

const isBeingAnswered = `id IN (SELECT moment_id FROM moment_answers
  JOIN generations ON generations.id = generation_id WHERE outcome IS NULL)`;

/** A card that was made for a message belongs to that message, too. */
const isOfNoMoment = `NOT EXISTS (SELECT 1 FROM moment_answers WHERE generation_id = value)
  AND EXISTS (SELECT 1 FROM generations WHERE id = value AND appearance_kind <> 'message' AND outcome IS NOT NULL)`;

/** Whether a moment or a saved word has this sound. */
export const hasSound = (db: Database, id: string): boolean =>
  db
    .query("SELECT 1 FROM moments WHERE sound_id = ?1 UNION ALL SELECT 1 FROM word_contexts WHERE sound_id = ?1")
    .get(id) !== null;
