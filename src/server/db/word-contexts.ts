import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { PlaceKind, SavedVerdict } from "#shared/words/word-values.ts";
import type { WordContext } from "#shared/words/words.ts";
import { newId } from "./new-id.ts";

type Row = {
  id: string;
  sentence: string;
  start: number;
  end: number;
  kind: PlaceKind;
  ref: string;
  isGone: number;
  title: string | null;
  conversation: string | null;
  video: string | null;
  at: number | null;
  card: string | null;
  frameId: string | null;
  width: number | null;
  height: number | null;
  hasSound: number;
  verdict: SavedVerdict;
  translation: string | null;
  meaning: string | null;
  note: string | null;
  createdAt: number;
};

/** A line without a moment: `yt-dQw4w9WgXcQ@12.5` is a video and its seconds. Null in other places. */
const ofLine = (part: string) => `iif(place_kind = 'moment' AND instr(place_ref, '@') > 0, ${part}, NULL)`;
const beforeAt = ofLine("substr(place_ref, 1, instr(place_ref, '@') - 1)");
const afterAt = ofLine("CAST(substr(place_ref, instr(place_ref, '@') + 1) AS REAL)");

const select = `SELECT word_contexts.id, sentences.text AS sentence, word_contexts.start_at AS start, word_contexts.end_at AS "end",
    place_kind AS kind, place_ref AS ref, cards.id AS card, word_contexts.frame_id AS frameId, kept.width, kept.height,
    word_contexts.sound_id IS NOT NULL AS hasSound, verdict, translation, meaning, note, word_contexts.created_at AS createdAt,
    conversations.id AS conversation, videos.key AS video, coalesce(moments.at, ${afterAt}) AS at, coalesce(conversations.title, videos.title) AS title,
    CASE place_kind WHEN 'message' THEN conversations.id IS NULL WHEN 'reply' THEN conversations.id IS NULL
      WHEN 'moment' THEN videos.key IS NULL WHEN 'frame' THEN frames.id IS NULL ELSE 0 END AS isGone
  FROM word_contexts JOIN sentences ON sentences.id = word_contexts.sentence_id
  LEFT JOIN messages ON place_kind IN ('message', 'reply') AND messages.id = place_ref
  LEFT JOIN conversations ON conversations.id = messages.conversation_id AND conversations.deleted_at IS NULL
  LEFT JOIN moments ON place_kind = 'moment' AND moments.id = place_ref AND moments.deleted_at IS NULL
  LEFT JOIN videos ON videos.key = coalesce(moments.video_key, ${beforeAt}) AND videos.deleted_at IS NULL
  LEFT JOIN frames ON place_kind = 'frame' AND frames.id = place_ref
  LEFT JOIN cards ON cards.id = card_id
  LEFT JOIN frames AS kept ON kept.id = word_contexts.frame_id`;

/** The contexts of a word, the newest first. */
export const listContexts = (db: Database, wordId: string): WordContext[] =>
  db
    .query<Row, [string]>(
      `${select} WHERE word_id = ? AND word_contexts.deleted_at IS NULL ORDER BY word_contexts.number DESC`,
    )
    .all(wordId)
    .map(toContext);

export function getContext(db: Database, wordId: string, id: string): WordContext | null {
  const sql = `${select} WHERE word_id = ? AND word_contexts.id = ? AND word_contexts.deleted_at IS NULL`;
  const row = db.query<Row, [string, string]>(sql).get(wordId, id);
  return row && toContext(row);
}

export type NewContextRow = {
  wordId: string;
  language: LearningLanguage;
  sentence: string;
  start: number;
  end: number;
  kind: PlaceKind;
  ref: string;
  card: string | null;
  frameId: string | null;
  soundId: string | null;
  soundType: string | null;
  soundBytes: number | null;
  verdict: SavedVerdict;
  translation: string | null;
  meaning: string | null;
  note: string | null;
};

/**
 * Adds a context. The same span of the same sentence is one context: saving it again takes it back if it was deleted, and adds what it lacks.
 * Call it in a transaction.
 */
export function saveContext(
  db: Database,
  { language, sentence, ...row }: NewContextRow,
  now: number,
): { id: string; isNew: boolean } {
  db.query("INSERT INTO sentences (language, text) VALUES (?, ?) ON CONFLICT DO NOTHING").run(language, sentence);
  const find = db.query<{ id: number }, [string, string]>("SELECT id FROM sentences WHERE language = ? AND text = ?");
  const sentenceId = find.get(language, sentence)!.id;
  const same = db
    .query<{ id: string; isDeleted: number }, [string, number, number]>(
      `SELECT id, deleted_at IS NOT NULL AS isDeleted FROM word_contexts WHERE word_id = ? AND sentence_id = ? AND start_at = ?`,
    )
    .get(row.wordId, sentenceId, row.start);
  const id = same?.id ?? newId();
  const values = { id, sentenceId, ...row, now };
  const sql = `INSERT INTO word_contexts (id, word_id, sentence_id, start_at, end_at, place_kind, place_ref, card_id, frame_id, sound_id, sound_type,
      sound_bytes, verdict, translation, meaning, note, created_at)
    VALUES ($id, $wordId, $sentenceId, $start, $end, $kind, $ref, $card, $frameId, $soundId, $soundType, $soundBytes, $verdict, $translation, $meaning,
      $note, $now)
    ON CONFLICT (word_id, sentence_id, start_at) DO UPDATE SET deleted_at = NULL, end_at = excluded.end_at,
      card_id = coalesce(card_id, excluded.card_id), frame_id = coalesce(frame_id, excluded.frame_id),
      sound_type = iif(sound_id IS NULL, excluded.sound_type, sound_type),
      sound_bytes = iif(sound_id IS NULL, excluded.sound_bytes, sound_bytes), sound_id = coalesce(sound_id, excluded.sound_id),
      translation = coalesce(translation, excluded.translation), meaning = coalesce(meaning, excluded.meaning),
      note = coalesce(note, excluded.note)`;
  db.query<unknown, Record<string, string | number | null>>(sql).run(values);
  return { id, isNew: !same || same.isDeleted === 1 };
}

/** Returns false if there is no such context. */
export function deleteContext(db: Database, wordId: string, id: string, now: number): boolean {
  const sql = "UPDATE word_contexts SET deleted_at = ? WHERE word_id = ? AND id = ? AND deleted_at IS NULL";
  return db.query(sql).run(now, wordId, id).changes > 0;
}

export function restoreContext(db: Database, wordId: string, id: string): boolean {
  const sql = `UPDATE word_contexts SET deleted_at = NULL WHERE word_id = ? AND id = ?`;
  return db.query(sql).run(wordId, id).changes > 0;
}

export function getSoundOfContext(db: Database, wordId: string, id: string): { id: string; type: string } | null {
  const sql = `SELECT sound_id AS id, sound_type AS type FROM word_contexts
    WHERE word_id = ? AND id = ? AND deleted_at IS NULL AND sound_id IS NOT NULL AND sound_type IS NOT NULL`;
  return db.query<{ id: string; type: string }, [string, string]>(sql).get(wordId, id);
}

type Picture = { frameId: string };
type Sound = { soundId: string; soundType: string; soundBytes: number };

/** Gives a context the picture or the sound that it lacks. */
export const addMedia = (db: Database, id: string, media: Picture | Sound) => addTo(db, "id = $of", id, media);

/** Gives the words that were saved in a moment what arrived after them. */
export const addMediaOfMoment = (db: Database, momentId: string, media: Picture | Sound) =>
  addTo(db, "place_kind = 'moment' AND place_ref = $of", momentId, media);

function addTo(db: Database, where: string, of: string, media: Picture | Sound) {
  const sql =
    "frameId" in media
      ? "UPDATE word_contexts SET frame_id = $frameId WHERE frame_id IS NULL"
      : "UPDATE word_contexts SET sound_id = $soundId, sound_type = $soundType, sound_bytes = $soundBytes WHERE sound_id IS NULL";
  db.query<unknown, Record<string, string | number>>(`${sql} AND ${where}`).run({ of, ...media });
}

type MediaOfMoment = {
  frameId: string | null;
  soundId: string | null;
  soundType: string | null;
  soundBytes: number | null;
};

/** What a moment gives to the words that are saved in it. Null if there is no such moment. */
export function mediaOfMoment(db: Database, id: string): MediaOfMoment | null {
  const sql = `SELECT frame_id AS frameId, sound_id AS soundId, sound_type AS soundType, sound_bytes AS soundBytes
    FROM moments WHERE id = ? AND deleted_at IS NULL`;
  return db.query<MediaOfMoment, [string]>(sql).get(id);
}

/** The picture and the sound of a line in which another word was saved. */
export function mediaOfLine(db: Database, ref: string): MediaOfMoment | null {
  const ofLine = "FROM word_contexts WHERE place_kind = 'moment' AND place_ref = $ref AND deleted_at IS NULL AND";
  const sql = `SELECT (SELECT frame_id ${ofLine} frame_id IS NOT NULL LIMIT 1) AS frameId, sounds.*
    FROM (SELECT 1) LEFT JOIN
      (SELECT sound_id AS soundId, sound_type AS soundType, sound_bytes AS soundBytes ${ofLine} sound_id IS NOT NULL LIMIT 1) AS sounds`;
  return db.query<MediaOfMoment, { ref: string }>(sql).get({ ref });
}

const toContext = ({ kind, ref, isGone, title, conversation, video, at, frameId, width, height, ...row }: Row) => ({
  ...row,
  hasSound: row.hasSound === 1,
  place: { kind, ref, isGone: isGone === 1, title, conversation, video, at },
  picture: frameId === null ? null : { id: frameId, width: width ?? 0, height: height ?? 0 },
});
