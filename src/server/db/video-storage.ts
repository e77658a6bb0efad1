import type { Database } from "bun:sqlite";
import type { StoredVideo, VideoStorage } from "#shared/video/storage.ts";

/** What each video takes: frames, the sounds of lines, and subtitles. The largest first. */
export function listStorage(db: Database): StoredVideo[] {
  const sql = `SELECT key, title, iif(key LIKE 'yt-%', 'youtube', 'file') AS kind,
      (SELECT count(*) FROM moments WHERE video_key = key AND moments.deleted_at IS NULL) AS moments,
      (SELECT coalesce(sum(bytes), 0) FROM frames
        WHERE id = poster OR id IN (SELECT frame_id FROM moments WHERE video_key = key AND moments.deleted_at IS NULL))
      + (SELECT coalesce(sum(sound_bytes), 0) FROM moments WHERE video_key = key AND moments.deleted_at IS NULL)
      + (SELECT coalesce(sum(length(cues)), 0) FROM cues WHERE video_key = key) AS bytes
    FROM videos WHERE deleted_at IS NULL ORDER BY bytes DESC, activity DESC`;
  return db.query<StoredVideo, []>(sql).all();
}

type Sizes = Omit<VideoStorage, "videos" | "frames"> & { frames: Omit<VideoStorage["frames"], "budget"> };

const isIn = (where: string) => `(id IN (SELECT frame_id FROM moments WHERE frame_id IS NOT NULL${where})
  OR id IN (SELECT poster FROM videos WHERE poster IS NOT NULL${where})
  OR id IN (SELECT frame_id FROM word_contexts WHERE frame_id IS NOT NULL${where}))`;
const isUsed = isIn("");
const isShown = isIn(" AND deleted_at IS NULL");
/** A sound that several moments and words have is one file. What a word keeps does not go within an hour, also when the word was deleted. */
const soundBytes = `SELECT coalesce(sum(bytes), 0) FROM
  (SELECT max(bytes) AS bytes, max(isShown) AS isShown FROM
    (SELECT sound_id, sound_bytes AS bytes, deleted_at IS NULL AS isShown FROM moments WHERE sound_id IS NOT NULL
      UNION ALL SELECT sound_id, sound_bytes, 1 FROM word_contexts WHERE sound_id IS NOT NULL)
    GROUP BY sound_id)`;

/** The bytes of everything that videos keep, and of the parts that will go. */
export function sumStorage(db: Database): Sizes {
  type Row = Record<"bytes" | "unneeded" | "sounds" | "subtitles" | "deleted", number>;
  const sql = `WITH subtitles AS (SELECT length(cues) AS bytes, deleted_at FROM cues JOIN videos ON key = video_key)
    SELECT coalesce(sum(bytes), 0) AS bytes, coalesce(sum(iif(${isUsed}, 0, bytes)), 0) AS unneeded,
      (${soundBytes}) AS sounds, (SELECT coalesce(sum(bytes), 0) FROM subtitles) AS subtitles,
      coalesce(sum(iif(${isUsed} AND NOT ${isShown}, bytes, 0)), 0) + (${soundBytes} WHERE NOT isShown)
        + (SELECT coalesce(sum(bytes), 0) FROM subtitles WHERE deleted_at IS NOT NULL) AS deleted
    FROM frames`;
  const { bytes, unneeded, ...others } = db.query<Row, []>(sql).get()!; // sums always have one row
  return { frames: { bytes, unneeded }, ...others };
}
