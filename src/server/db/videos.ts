import type { Database } from "bun:sqlite";
import type { Region } from "#shared/frames.ts";
import { parseJson } from "#shared/parse-json.ts";
import { regionSchema } from "#shared/frames.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Video, VideoUpdate } from "#shared/video/video.ts";
import { readLanguage } from "./stored-language.ts";

type Row = {
  key: string;
  title: string;
  duration: number | null;
  position: number;
  language: string;
  region: string | null;
  track: string | null;
  secondTrack: string | null;
  offset: number;
  poster: string | null;
  openedAt: number;
  moments: number;
};

const columns = `key, title, duration, position, language, region, track, second_track AS secondTrack, "offset",
  coalesce(poster, (SELECT frame_id FROM moments WHERE video_key = videos.key AND moments.deleted_at IS NULL AND frame_id IS NOT NULL
    ORDER BY created_at DESC LIMIT 1)) AS poster,
  opened_at AS openedAt,
  (SELECT count(*) FROM moments WHERE video_key = videos.key AND moments.deleted_at IS NULL) AS moments`;

/** Newest first. `before`: the `next` of the previous page. */
export function listVideos(
  db: Database,
  { before, limit }: { before?: number | undefined; limit: number },
): { videos: Video[]; next: number | null } {
  const sql = `SELECT ${columns} FROM videos WHERE deleted_at IS NULL AND activity < ? ORDER BY activity DESC LIMIT ?`;
  const rows = db.query<Row, [number, number]>(sql).all(before ?? Number.MAX_SAFE_INTEGER, limit + 1);
  const videos = rows.slice(0, limit).map((row) => toVideo(db, row));
  const last = rows.length > limit ? videos.at(-1) : undefined;
  return { videos, next: last ? activityOf(db, last.key) : null };
}

const activityOf = (db: Database, key: string): number | null =>
  db.query<{ activity: number }, [string]>("SELECT activity FROM videos WHERE key = ?").get(key)?.activity ?? null;

export function getVideo(db: Database, key: string): Video | null {
  const row = db.query<Row, [string]>(`SELECT ${columns} FROM videos WHERE key = ? AND deleted_at IS NULL`).get(key);
  return row && toVideo(db, row);
}

const nextActivity = "(SELECT coalesce(max(activity), 0) + 1 FROM videos)";

/** Where each field of an update is stored. */
const places = {
  title: "title",
  duration: "duration",
  position: "position",
  language: "language",
  region: "region",
  track: "track",
  secondTrack: "second_track",
  offset: '"offset"',
  poster: "poster",
} as const satisfies Record<keyof VideoUpdate, string>;

/** Makes the video if it does not exist, or if it was deleted. Its deleted moments stay deleted. */
export function ensureVideo(db: Database, key: string, language: LearningLanguage, now: number) {
  db.query(
    `INSERT INTO videos (key, title, position, language, "offset", activity, opened_at) VALUES (?1, '', 0, ?2, 0, ${nextActivity}, ?3)
     ON CONFLICT (key) DO UPDATE SET deleted_at = NULL`,
  ).run(key, language, now);
}

/** Changes the given fields of a video that exists, and makes it the newest of the list. */
export function updateVideo(db: Database, key: string, update: VideoUpdate, now: number) {
  for (const name of Object.keys(places) as (keyof VideoUpdate)[]) {
    const value = update[name];
    if (value === undefined) continue;
    const stored = name === "region" ? value && JSON.stringify(value) : value;
    db.query(`UPDATE videos SET ${places[name]} = ? WHERE key = ?`).run(stored as string | number | null, key);
  }
  db.query(`UPDATE videos SET activity = ${nextActivity}, opened_at = ? WHERE key = ?`).run(now, key);
}

/** `here`, `deleted` (it can be restored), or null: there is no such video. */
export function stateOfVideo(db: Database, key: string): "here" | "deleted" | null {
  const row = db
    .query<{ deletedAt: number | null }, [string]>("SELECT deleted_at AS deletedAt FROM videos WHERE key = ?")
    .get(key);
  return row && (row.deletedAt === null ? "here" : "deleted");
}

/** Deletes a video with its moments, so that it can be restored with them. Returns false if there is no such video. */
export function deleteVideo(db: Database, key: string, now: number): boolean {
  if (db.query("UPDATE videos SET deleted_at = ?2 WHERE key = ?1 AND deleted_at IS NULL").run(key, now).changes === 0)
    return false;
  db.query("UPDATE moments SET deleted_at = ?2 WHERE video_key = ?1 AND deleted_at IS NULL").run(key, now);
  return true;
}

/** Takes back the last deletion of a video: the moments that were deleted earlier stay deleted. Returns false if it is gone. */
export function restoreVideo(db: Database, key: string): boolean {
  const sql = `UPDATE moments SET deleted_at = NULL WHERE video_key = ?1
    AND deleted_at = (SELECT deleted_at FROM videos WHERE key = ?1)`;
  db.query(sql).run(key);
  db.query("UPDATE videos SET deleted_at = NULL WHERE key = ?").run(key);
  return stateOfVideo(db, key) === "here";
}

/** A region that this version does not know (from another version, or damaged) counts as not chosen. */
export const readRegion = (value: string | null): Region | null =>
  value === null ? null : (regionSchema.safeParse(parseJson(value)).data ?? null);

const toVideo = (db: Database, { region, language, ...row }: Row): Video => ({
  ...row,
  kind: row.key.startsWith("yt-") ? "youtube" : "file",
  language: readLanguage(db, language),
  region: readRegion(region),
});
