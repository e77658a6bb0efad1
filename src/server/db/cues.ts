import type { Database } from "bun:sqlite";
import { z } from "zod";
import { parseJson } from "#shared/parse-json.ts";
import { cueSchema, type StoredTrack, type Track, trackKinds } from "#shared/video/cues.ts";
import { pack, unpack } from "./pack.ts";

type Row = Omit<Track, "kind"> & { kind: string };
const columns = "track AS id, kind, language, label";
const kindSchema = z.enum(trackKinds).catch("file");
const toTrack = (row: Row): Track => ({ ...row, kind: kindSchema.parse(row.kind) });

/** The subtitles that are kept for a video. */
export function listTracks(db: Database, video: string): Track[] {
  const sql = `SELECT ${columns} FROM cues WHERE video_key = ? ORDER BY rowid`;
  return db.query<Row, [string]>(sql).all(video).map(toTrack);
}

/** Null if it is not kept, or cannot be read: its file or YouTube has it. */
export function getTrack(db: Database, video: string, track: string): StoredTrack | null {
  const sql = `SELECT ${columns}, cues, skipped FROM cues WHERE video_key = ? AND track = ?`;
  const row = db.query<Row & { cues: Uint8Array; skipped: number }, [string, string]>(sql).get(video, track);
  if (!row) return null;
  const cues = z.array(cueSchema).safeParse(parseJson(unpack(row.cues) ?? "")).data;
  return cues === undefined ? null : { ...toTrack(row), cues, skipped: row.skipped };
}

/** Replaces the track with the same id. */
export function saveTrack(db: Database, video: string, { id, kind, language, label, cues, skipped }: StoredTrack) {
  const sql = `INSERT INTO cues (video_key, track, kind, language, label, cues, skipped) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (video_key, track) DO UPDATE SET kind = excluded.kind, language = excluded.language, label = excluded.label,
      cues = excluded.cues, skipped = excluded.skipped`;
  db.query(sql).run(video, id, kind, language, label, pack(JSON.stringify(cues)), skipped);
}

/** Those of these texts that stand in lines of kept subtitles, of which each text is in one line. */
export function findInCues(db: Database, texts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const asWritten = texts.map((text) => [text, JSON.stringify(text).slice(1, -1)] as const);
  for (const { cues } of db.query<{ cues: Uint8Array }, []>("SELECT cues FROM cues").iterate()) {
    const lines = unpack(cues) ?? "";
    for (const [text, written] of asWritten) if (lines.includes(written)) found.add(text);
  }
  return found;
}
