import type { Database } from "bun:sqlite";
import type { Answer, Outcome, Task } from "#shared/answer.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { saveCard, setEngineWords } from "./cards.ts";

/** Where a sentence occurred: in a message, in a frame, or typed for one card. */
export type Appearance = { kind: "message" | "frame" | "text"; ref: string };

export type GenerationRow = {
  id: string;
  messageId: string | null;
  outcome: Outcome | null;
  answer: string | null;
  /** How many events its log has; null while it runs. */
  seq: number | null;
};
export type EventRow = { seq: number; event: string };

const columns = "id, message_id AS messageId, outcome, answer, seq";

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

/** All answers in a conversation, grouped by message, oldest first. Reads `answer` only for the shown and the newest one. */
export function listGenerations(db: Database, conversationId: string): Map<string, ListedGeneration[]> {
  type Row = GenerationRow & { messageId: string; isShown: number };
  const sql = `SELECT generations.id, message_id AS messageId, outcome, seq, shown_generation_id IS generations.id AS isShown,
      iif(shown_generation_id IS generations.id OR row_number() OVER (PARTITION BY message_id ORDER BY generations.rowid DESC) = 1,
        answer, NULL) AS answer
    FROM generations JOIN messages ON messages.id = generations.message_id
    WHERE messages.conversation_id = ? ORDER BY generations.rowid`;
  const rows = db.query<Row, [string]>(sql).all(conversationId);
  return Map.groupBy(
    rows.map((row) => ({ ...row, isShown: row.isShown === 1 })),
    ({ messageId }) => messageId,
  );
}

/** The newest complete or running card for the same request. */
export function getCardGeneration(db: Database, request: string): GenerationRow | null {
  const sql = `SELECT ${columns} FROM generations WHERE request = ? AND coalesce(outcome, 'complete') = 'complete'
    ORDER BY rowid DESC LIMIT 1`;
  return db.query<GenerationRow, [string]>(sql).get(request);
}

/** The running answer of the tutor in a conversation. */
export function getOpenGeneration(db: Database, conversationId: string): string | null {
  const sql = `SELECT generations.id FROM generations JOIN messages ON messages.id = generations.message_id
    WHERE messages.conversation_id = ? AND messages.role = 'tutor' AND generations.outcome IS NULL`;
  return db.query<{ id: string }, [string]>(sql).get(conversationId)?.id ?? null;
}

/** Everything that runs for messages of a conversation: its answer, a correction, explanations of single sentences. */
export function listOpenIn(db: Database, conversationId: string): string[] {
  const sql = `SELECT id FROM generations WHERE outcome IS NULL AND appearance_kind = 'message'
    AND appearance_ref IN (SELECT id FROM messages WHERE conversation_id = ?)`;
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

/** Lists at most `limit` events after `seq`, so that a slow reader of a long log uses little memory. */
export function listEvents(db: Database, id: string, seq: number, limit = 500): EventRow[] {
  const sql = "SELECT seq, event FROM generation_events WHERE generation_id = ? AND seq > ? ORDER BY seq LIMIT ?";
  return db.query<EventRow, [string, number, number]>(sql).all(id, seq, limit);
}

/** Saves an answer that has ended. */
export function closeGeneration(db: Database, id: string, answer: Answer, now: number) {
  saveAnswer(db, id, answer, now);
  db.query("UPDATE generations SET outcome = ?, ended_at = ? WHERE id = ?").run(answer.outcome, now, id);
}

/** Replaces the log of an ended answer, and the answer that it folds to. `engine` read its cards, also those that are too long to be analysed. */
export function replaceLog(
  db: Database,
  id: string,
  events: readonly GenerationEvent[],
  { answer, engine, now }: { answer: Answer; engine: string; now: number },
) {
  db.transaction(() => {
    db.query("DELETE FROM generation_events WHERE generation_id = ?").run(id);
    for (const [index, event] of events.entries()) insertEvent(db, id, index + 1, JSON.stringify(event));
    saveAnswer(db, id, answer, now);
    for (const event of events) if (event.type === "words") setEngineWords(db, event.cardId, event.engine, event.words);
    db.query("UPDATE cards SET engine = ? WHERE generation_id = ?").run(engine, id);
  })();
}

/** Saves the answer and, in separate rows, its cards. */
function saveAnswer(db: Database, id: string, answer: Answer, now: number) {
  for (const card of answer.cards) saveCard(db, { id, task: answer.task }, card, now);
  const cards = answer.cards.map((card) => ({ id: card.id, state: card.state }));
  const saved = JSON.stringify({ ...answer, cards });
  db.query("UPDATE generations SET answer = ?, seq = ? WHERE id = ?").run(saved, lastSeq(db, id), id);
}

/** The last sequence number of a log; 0 for an empty one. */
export function lastSeq(db: Database, id: string): number {
  const sql = "SELECT coalesce(max(seq), 0) AS seq FROM generation_events WHERE generation_id = ?";
  return db.query<{ seq: number }, [string]>(sql).get(id)?.seq ?? 0;
}
