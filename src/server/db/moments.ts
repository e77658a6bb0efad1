import type { Database } from "bun:sqlite";
import { outcomeSchema } from "#shared/answer.ts";
import type { Region } from "#shared/frames.ts";
import type { Moment } from "#shared/video/moment.ts";
import { getGeneration } from "./generations.ts";
import { listIds } from "./list-ids.ts";
import { getAnswer } from "./stored-answer.ts";
import { readRegion } from "./videos.ts";

type Row = {
  id: string;
  video: string;
  at: number;
  start: number;
  end: number;
  source: Moment["source"];
  text: string | null;
  found: string | null;
  frameId: string | null;
  width: number | null;
  height: number | null;
  region: string | null;
  hasSound: number;
  generation: string;
  outcome: string | null;
};

/** The answer that is shown: the one that is written, or else the newest that did not fail, or else the newest. */
const shown = `(SELECT generations.number FROM moment_answers JOIN generations ON generations.id = generation_id
  WHERE moment_id = moments.id
  ORDER BY outcome IS NULL DESC, outcome IN ('complete', 'incomplete', 'cut') DESC, moment_answers.number DESC LIMIT 1)`;
/** The sentences of its cards. */
const found = `(SELECT group_concat(sentences.text, char(10) ORDER BY cards.rowid) FROM cards JOIN sentences ON sentences.id = sentence_id
  WHERE generation_id = shown.id)`;
const select = `SELECT moments.id, video_key AS video, at, start_at AS start, end_at AS "end", source, moments.text, ${found} AS found,
    frame_id AS frameId, width, height, region, sound_id IS NOT NULL AS hasSound, shown.id AS generation, shown.outcome
  FROM moments JOIN generations AS shown ON shown.number = ${shown} LEFT JOIN frames ON frames.id = frame_id`;

/** The moments of a video, in the order of the video. */
export function listMoments(db: Database, video: string): Moment[] {
  const sql = `${select} WHERE video_key = ? AND deleted_at IS NULL ORDER BY start_at, end_at, moments.id`;
  return db
    .query<Row, [string]>(sql)
    .all(video)
    .map((row) => toMoment(db, row));
}

export function getMoment(db: Database, id: string): Moment | null {
  const row = db.query<Row, [string]>(`${select} WHERE moments.id = ? AND deleted_at IS NULL`).get(id);
  return row && toMoment(db, row);
}

export type NewMomentRow = Pick<Moment, "id" | "video" | "at" | "start" | "end" | "source" | "text" | "region"> & {
  frameId: string | null;
};

export function insertMoment(db: Database, moment: NewMomentRow, now: number) {
  const { id, video, at, start, end, source, text, frameId, region } = moment;
  const sql = `INSERT INTO moments (id, video_key, at, start_at, end_at, source, text, frame_id, region, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
  db.query(sql).run(id, video, at, start, end, source, text, frameId, toStored(region), now);
}

const toStored = (region: Region | null) => region && JSON.stringify(region);

/**
 * The moment of the same line, or of the same frame and region, at the same time of the video. It can be a deleted one, which the learner then
 * wants back. Frames of a still scene have the same picture at many times, so the time counts, too.
 */
export function findSameMoment(
  db: Database,
  { video, at, start, end, source, text, frameId, region }: Omit<NewMomentRow, "id">,
): string | null {
  const sql = `SELECT id FROM moments WHERE video_key = $video AND source = $source
    AND iif(source = 'cue', text = $text, frame_id = $frameId AND region IS $region)
    AND (abs(at - $at) < 0.1 OR (start_at < $end AND end_at > $start))
    ORDER BY deleted_at IS NULL DESC, abs(at - $at) LIMIT 1`;
  const values = { video, at, start, end, source, text, frameId, region: toStored(region) };
  return db.query<{ id: string }, Record<string, string | number | null>>(sql).get(values)?.id ?? null;
}

/** Adds an answer to a moment, as its newest. */
export function addAnswer(db: Database, momentId: string, generationId: string) {
  db.query("DELETE FROM moment_answers WHERE moment_id = ? AND generation_id = ?").run(momentId, generationId);
  db.query("INSERT INTO moment_answers (moment_id, generation_id) VALUES (?, ?)").run(momentId, generationId);
}

/** The moments that have this answer, with their videos. */
export function momentsOfAnswer(db: Database, generationId: string): { id: string; video: string; answers: number }[] {
  const sql = `SELECT moments.id, video_key AS video,
      (SELECT count(*) FROM moment_answers AS each WHERE each.moment_id = moments.id) AS answers
    FROM moment_answers JOIN moments ON moments.id = moment_id WHERE generation_id = ? AND deleted_at IS NULL`;
  return db.query<{ id: string; video: string; answers: number }, [string]>(sql).all(generationId);
}

/** The answers of a video's moments that are still being written. */
export const listOpenAnswers = (db: Database, video: string): string[] =>
  listIds(
    db,
    `SELECT DISTINCT generation_id AS id FROM moment_answers JOIN moments ON moments.id = moment_id
      JOIN generations ON generations.id = generation_id WHERE video_key = ? AND outcome IS NULL`,
    video,
  );

/** The learner chose this of several texts in the frame. */
export function setText(db: Database, id: string, text: string) {
  db.query("UPDATE moments SET text = ? WHERE id = ?").run(text, id);
}

/** The frame of a line, which shows what the learner saw. It is not read. */
export function addFrame(db: Database, id: string, frameId: string) {
  db.query("UPDATE moments SET frame_id = ? WHERE id = ? AND source = 'cue' AND frame_id IS NULL").run(frameId, id);
}

/** It is read in another picture or region, and has the text that is found there. */
export function setFrame(db: Database, id: string, { frameId, region }: { frameId: string; region: Region | null }) {
  const sql = "UPDATE moments SET source = 'frame', text = NULL, frame_id = ?, region = ? WHERE id = ?";
  db.query(sql).run(frameId, toStored(region), id);
}

export function setEnds(db: Database, id: string, { start, end }: Pick<Moment, "start" | "end">) {
  db.query("UPDATE moments SET start_at = ?, end_at = ? WHERE id = ?").run(start, end, id);
}

/** Returns false if there is no such moment. */
export function deleteMoment(db: Database, id: string, now: number): boolean {
  const sql = "UPDATE moments SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL";
  return db.query(sql).run(now, id).changes > 0;
}

/** Returns false if it is gone, or its video is deleted. */
export function restoreMoment(db: Database, id: string): boolean {
  const sql = `UPDATE moments SET deleted_at = NULL
    WHERE id = ? AND EXISTS (SELECT 1 FROM videos WHERE key = video_key AND videos.deleted_at IS NULL)`;
  return db.query(sql).run(id).changes > 0;
}

export type SoundOfMoment = { id: string; type: string; bytes: number };

export function getSound(db: Database, momentId: string): SoundOfMoment | null {
  const sql = `SELECT sound_id AS id, sound_type AS type, sound_bytes AS bytes FROM moments
    WHERE id = ? AND deleted_at IS NULL AND sound_id IS NOT NULL`;
  return db.query<SoundOfMoment, [string]>(sql).get(momentId);
}

export function setSound(db: Database, momentId: string, { id, type, bytes }: SoundOfMoment) {
  const sql = "UPDATE moments SET sound_id = ?, sound_type = ?, sound_bytes = ? WHERE id = ?";
  db.query(sql).run(id, type, bytes, momentId);
}

const toMoment = (db: Database, { frameId, width, height, found: sentences, outcome, ...row }: Row): Moment => ({
  ...row,
  outcome: outcome === null ? null : outcomeSchema.catch("interrupted").parse(outcome),
  text: row.text ?? sentences ?? (outcome === "complete" || outcome === "cut" ? listed(db, row.generation) : null),
  frame: frameId === null ? null : { id: frameId, width: width ?? 0, height: height ?? 0 },
  region: readRegion(row.region),
  hasSound: row.hasSound === 1,
});

/** The texts of an answer that has no card, because the learner chooses one of them. */
function listed(db: Database, generationId: string): string | null {
  const row = getGeneration(db, generationId);
  return (row && getAnswer(row)?.texts?.join("\n")) ?? null;
}
