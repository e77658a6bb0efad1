import type { Database } from "bun:sqlite";

/** The ids of all pictures, frames and sounds of lines that rows refer to, also those of what can be restored. */
export function listMedia(db: Database): { images: string[]; frames: string[]; sounds: string[] } {
  const ids = (sql: string) =>
    db
      .query<{ id: string }, []>(sql)
      .all()
      .map(({ id }) => id);
  return {
    images: ids("SELECT id FROM images"),
    frames: ids("SELECT id FROM frames"),
    sounds: ids(
      `SELECT sound_id AS id FROM moments WHERE sound_id IS NOT NULL
        UNION SELECT sound_id FROM word_contexts WHERE sound_id IS NOT NULL`,
    ),
  };
}
