import type { Database } from "bun:sqlite";
import type { StoredVideo } from "#shared/video/storage.ts";

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

/** The bytes of all frames, and of those that no moment and no video needs. */
export function sizeOfFrames(db: Database): { bytes: number; unneeded: number } {
  const sql = `SELECT coalesce(sum(bytes), 0) AS bytes, coalesce(sum(iif(
      EXISTS (SELECT 1 FROM moments WHERE frame_id = frames.id) OR EXISTS (SELECT 1 FROM videos WHERE poster = frames.id), 0, bytes)), 0) AS unneeded
    FROM frames`;
  return db.query<{ bytes: number; unneeded: number }, []>(sql).get() ?? { bytes: 0, unneeded: 0 };
}
