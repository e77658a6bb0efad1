import type { Database } from "bun:sqlite";
import type { Answer, Outcome, Task } from "#shared/answer.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { packLog, unpackLog } from "./packed-log.ts";

/** Where a sentence occurred: in a message, in a frame, or typed for one card. */
export type Appearance = { kind: "message" | "frame" | "text"; ref: string };

export type GenerationRow = {
  id: string;
  messageId: string | null;
  outcome: Outcome | null;
  /** The answer as readable text, its packed log, and how many events that has; null while it runs. */
  text: string | null;
  log: Uint8Array | null;
  seq: number | null;
};
export type EventRow = { seq: number; event: string };

const columns = "generations.id, message_id AS messageId, outcome, generations.text, log, seq";

export type NewGeneration = {
  id: string;
  task: Exclude<Task, "question" | "word">;
  /** The tutor's message that this generation writes, or the learner's message that it corrects. */
  messageId: string | null;
  /** The appearance of the sentence that it explains. */
  appearance: Appearance;
  explanationLanguage: string;
  request?: string;
  now: number;
};

export function insertGeneration(db: Database, { id, task, messageId, appearance, ...generation }: NewGeneration) {
  const { explanationLanguage, request = null, now } = generation;
  const sql = `INSERT INTO generations (id, kind, message_id, appearance_kind, appearance_ref, explanation_language, request, started_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
  db.query(sql).run(id, task, messageId, appearance.kind, appearance.ref, explanationLanguage, request, now);
}

export function getGeneration(db: Database, id: string): GenerationRow | null {
  return db.query<GenerationRow, [string]>(`SELECT ${columns} FROM generations WHERE id = ?`).get(id);
}

/** Its sentence occurred in a conversation that is in the bin: nothing of it is served. */
const isInBin = `appearance_kind = 'message' AND EXISTS (SELECT 1 FROM messages JOIN conversations ON conversations.id = conversation_id
  WHERE messages.id = appearance_ref AND deleted_at IS NOT NULL)`;

/** Like `getGeneration`, but not if its conversation is in the bin. */
export function getServedGeneration(db: Database, id: string): GenerationRow | null {
  return db
    .query<GenerationRow, [string]>(`SELECT ${columns} FROM generations WHERE id = ? AND NOT (${isInBin})`)
    .get(id);
}

/** The answer that a message shows. */
export function getShownGeneration(db: Database, messageId: string): GenerationRow | null {
  const sql = `SELECT ${columns} FROM generations WHERE id = (SELECT shown_generation_id FROM messages WHERE id = ?)`;
  return db.query<GenerationRow, [string]>(sql).get(messageId);
}

/** The newest answer to a message. Ordered by arrival, because a clock can be set back. */
export function getNewestGeneration(db: Database, messageId: string): GenerationRow | null {
  const sql = `SELECT ${columns} FROM generations WHERE message_id = ? ORDER BY rowid DESC LIMIT 1`;
  return db.query<GenerationRow, [string]>(sql).get(messageId);
}

export type ListedGeneration = GenerationRow & { messageId: string; isShown: boolean };

/** All answers to these messages, grouped by message, oldest first. Reads the text and log only of the shown and the newest one. */
export function listAnswers(db: Database, messageIds: readonly string[]): Map<string, ListedGeneration[]> {
  type Row = GenerationRow & { messageId: string; isShown: number };
  const sql = `WITH newest AS (SELECT message_id, max(rowid) AS number FROM generations
      WHERE message_id IN (SELECT value FROM json_each(?)) GROUP BY message_id)
    SELECT generations.id, generations.message_id AS messageId, outcome, seq, shown_generation_id IS generations.id AS isShown,
      iif(shown_generation_id IS generations.id OR generations.rowid = newest.number, generations.text, NULL) AS text,
      iif(shown_generation_id IS generations.id OR generations.rowid = newest.number, log, NULL) AS log
    FROM newest CROSS JOIN messages ON messages.id = newest.message_id CROSS JOIN generations ON generations.message_id = messages.id
    ORDER BY generations.rowid`;
  const rows = db.query<Row, [string]>(sql).all(JSON.stringify(messageIds));
  return Map.groupBy(
    rows.map((row) => ({ ...row, isShown: row.isShown === 1 })),
    ({ messageId }) => messageId,
  );
}

/** These generations, in this order. */
export function listGenerations(db: Database, ids: readonly string[]): GenerationRow[] {
  if (ids.length === 0) return [];
  const sql = `SELECT ${columns} FROM json_each(?) CROSS JOIN generations ON generations.id = value ORDER BY json_each.key`;
  return db.query<GenerationRow, [string]>(sql).all(JSON.stringify(ids));
}

/** The newest complete or running card for the same request. */
export function getCardGeneration(db: Database, request: string): GenerationRow | null {
  const sql = `SELECT ${columns} FROM generations WHERE request = ? AND coalesce(outcome, 'complete') = 'complete'
    AND NOT (${isInBin}) ORDER BY rowid DESC LIMIT 1`;
  return db.query<GenerationRow, [string]>(sql).get(request);
}

/**
 * SQL for the running answer of the tutor in a conversation. CROSS JOIN and the index make SQLite begin at the few running generations. By itself
 * it begins at the messages of the conversation, which can be thousands.
 */
export const openAnswerIn = (conversationId: "?" | "conversations.id") =>
  `SELECT generations.id FROM generations INDEXED BY generations_open CROSS JOIN messages ON messages.id = generations.message_id
  WHERE generations.outcome IS NULL AND messages.conversation_id = ${conversationId} AND messages.role = 'tutor'`;

/** The running answer of the tutor in a conversation. */
export function getOpenGeneration(db: Database, conversationId: string): string | null {
  return db.query<{ id: string }, [string]>(openAnswerIn("?")).get(conversationId)?.id ?? null;
}

/** Everything that runs for messages of a conversation: its answer, a correction, explanations of single sentences. */
export function listOpenIn(db: Database, conversationId: string): string[] {
  const sql = `SELECT generations.id FROM generations INDEXED BY generations_open CROSS JOIN messages ON messages.id = appearance_ref
    WHERE outcome IS NULL AND appearance_kind = 'message' AND messages.conversation_id = ?`;
  return db
    .query<{ id: string }, [string]>(sql)
    .all(conversationId)
    .map(({ id }) => id);
}

/** What a generation was started for, and where its sentences occurred. */
export function getStart(
  db: Database,
  id: string,
): (Appearance & { kindOfTask: string; request: string | null }) | null {
  type Row = { kindOfTask: string; kind: Appearance["kind"]; ref: string; request: string | null };
  const sql = `SELECT kind AS kindOfTask, appearance_kind AS kind, appearance_ref AS ref, request FROM generations WHERE id = ?`;
  return db.query<Row, [string]>(sql).get(id);
}

export function listOpenGenerations(db: Database): GenerationRow[] {
  return db.query<GenerationRow, []>(`SELECT ${columns} FROM generations WHERE outcome IS NULL`).all();
}

export function insertEvent(db: Database, id: string, seq: number, event: string) {
  db.query("INSERT INTO generation_events (generation_id, seq, event) VALUES (?, ?, ?)").run(id, seq, event);
}

/** Lists at most `limit` events after `seq`, so that a slow reader of a long running log uses little memory. */
export function listEvents(db: Database, id: string, seq: number, limit = 500): EventRow[] {
  const sql = "SELECT seq, event FROM generation_events WHERE generation_id = ? AND seq > ? ORDER BY seq LIMIT ?";
  const rows = db.query<EventRow, [string, number, number]>(sql).all(id, seq, limit);
  if (rows.length > 0) return rows;
  const row = getGeneration(db, id);
  const events = (row && readEvents(row)) ?? [];
  return events.slice(seq).map((event, index) => ({ seq: seq + index + 1, event }));
}

/** The events of an ended answer. Null if its log cannot be read, or while it runs. */
export const readEvents = ({ id, log, text }: GenerationRow): string[] | null =>
  log === null ? null : unpackLog(id, log, text ?? "");

/** Saves the outcome and the text of an answer that has ended, and packs its log. */
export function closeGeneration(db: Database, id: string, { outcome, text }: Answer, now: number) {
  const events = listEvents(db, id, 0, -1).map(({ event }) => event);
  saveLog(db, id, events, text);
  db.query("DELETE FROM generation_events WHERE generation_id = ?").run(id);
  db.query("UPDATE generations SET outcome = ?, ended_at = ? WHERE id = ?").run(outcome, now, id);
}

/** Replaces the log of an ended answer, whose text stays. `engine` read its cards, also those that are too long to be analysed. */
export function replaceLog(
  db: Database,
  id: string,
  events: readonly GenerationEvent[],
  text: string,
  engine: string | null,
) {
  const written = events.map((event) => JSON.stringify(event));
  db.transaction(() => {
    saveLog(db, id, written, text);
    db.query("UPDATE cards SET engine = ? WHERE generation_id = ?").run(engine, id);
  })();
}

function saveLog(db: Database, id: string, events: readonly string[], text: string) {
  const sql = "UPDATE generations SET text = ?, log = ?, seq = ? WHERE id = ?";
  db.query(sql).run(text, packLog(id, events, text), events.length, id);
}

/** The last sequence number of a log; 0 for an empty one. */
export function lastSeq(db: Database, id: string): number {
  const sql = "SELECT coalesce(max(seq), 0) AS seq FROM generation_events WHERE generation_id = ?";
  return db.query<{ seq: number }, [string]>(sql).get(id)?.seq ?? 0;
}
