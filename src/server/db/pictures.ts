import type { Database } from "bun:sqlite";

export const hasImage = (db: Database, id: string): boolean =>
  db.query("SELECT 1 FROM images WHERE id = ?").get(id) !== null;

export const hasFrame = (db: Database, id: string): boolean =>
  db.query("SELECT 1 FROM frames WHERE id = ?").get(id) !== null;

/** Whether a moment, a video or a saved word needs the frame, also one that can be restored. Such a frame is never deleted for its size or age. */
export const isFrameNeeded = (db: Database, id: string): boolean =>
  db
    .query(
      `SELECT 1 FROM moments WHERE frame_id = ?1 UNION ALL SELECT 1 FROM videos WHERE poster = ?1
        UNION ALL SELECT 1 FROM word_contexts WHERE frame_id = ?1`,
    )
    .get(id) !== null;

export function deleteFrame(db: Database, id: string) {
  db.query("DELETE FROM frames WHERE id = ?").run(id);
}

/** The ids of the pictures and frames that a running answer may still read. */
export function listPicturesInUse(db: Database): Set<string> {
  const sql = `SELECT appearance_ref AS id FROM generations WHERE outcome IS NULL AND appearance_kind = 'frame'
    UNION SELECT images.id FROM images JOIN messages ON messages.id = message_id WHERE conversation_id IN (
      SELECT conversation_id FROM messages JOIN generations ON appearance_ref = messages.id
      WHERE outcome IS NULL AND appearance_kind = 'message')`;
  return new Set(
    db
      .query<{ id: string }, []>(sql)
      .all()
      .map(({ id }) => id),
  );
}
