import type { Database } from "bun:sqlite";
import { type Answer, answerSchema, type Outcome } from "#shared/answer.ts";

export type GenerationKind = "chat" | "card";
export type GenerationRow = {
  id: string;
  kind: GenerationKind;
  messageId: string | null;
  outcome: Outcome | null;
  answer: string | null;
  /** How many events its log has; null while it runs. */
  seq: number | null;
};
export type EventRow = { seq: number; event: string };

const columns = "id, kind, message_id AS messageId, outcome, answer, seq";

export function insertGeneration(
  db: Database,
  generation: { id: string; kind: GenerationKind; messageId: string | null; request?: string; now: number },
) {
  db.query("INSERT INTO generations (id, kind, message_id, request, started_at) VALUES (?, ?, ?, ?, ?)").run(
    generation.id,
    generation.kind,
    generation.messageId,
    generation.request ?? null,
    generation.now,
  );
}

export function getGeneration(db: Database, id: string): GenerationRow | null {
  return db.query<GenerationRow, [string]>(`SELECT ${columns} FROM generations WHERE id = ?`).get(id);
}

/** The newest of a message; by order of arrival, because clocks are set back. */
export function getNewestGeneration(db: Database, messageId: string): GenerationRow | null {
  const sql = `SELECT ${columns} FROM generations WHERE message_id = ? AND kind = 'chat' ORDER BY rowid DESC LIMIT 1`;
  return db.query<GenerationRow, [string]>(sql).get(messageId);
}

/** The newest of each message of a conversation, and the newest that has text: a retry that fails hides no answer. */
export function listShownGenerations(db: Database, conversationId: string) {
  const newest = (which: string) => {
    const sql = `SELECT generations.id, kind, message_id AS messageId, outcome, answer, seq FROM generations
      JOIN messages ON messages.id = generations.message_id
      WHERE messages.conversation_id = ? AND kind = 'chat' AND ${which} ORDER BY generations.rowid`;
    const rows = db.query<GenerationRow, [string]>(sql).all(conversationId);
    return new Map(rows.map((row) => [row.messageId, row])); // the last of each message wins
  };
  return { newest: newest("true"), written: newest("answer ->> 'text' <> ''") };
}

/** The newest card made, or being made, for the same request. */
export function getCardGeneration(db: Database, request: string): GenerationRow | null {
  const sql = `SELECT ${columns} FROM generations WHERE request = ? AND coalesce(outcome, 'complete') = 'complete'
    ORDER BY rowid DESC LIMIT 1`;
  return db.query<GenerationRow, [string]>(sql).get(request);
}

/** The chat generation that runs in a conversation. */
export function getOpenGeneration(db: Database, conversationId: string): string | null {
  const sql = `SELECT generations.id FROM generations JOIN messages ON messages.id = generations.message_id
    WHERE messages.conversation_id = ? AND generations.kind = 'chat' AND generations.outcome IS NULL`;
  return db.query<{ id: string }, [string]>(sql).get(conversationId)?.id ?? null;
}

export function listOpenGenerations(db: Database): GenerationRow[] {
  return db.query<GenerationRow, []>(`SELECT ${columns} FROM generations WHERE outcome IS NULL`).all();
}

export function insertEvent(db: Database, id: string, seq: number, event: string) {
  db.query("INSERT INTO generation_events (generation_id, seq, event) VALUES (?, ?, ?)").run(id, seq, event);
}

/** At most `limit` events after `seq`, so that a slow reader of a long log holds little of it in memory. */
export function listEvents(db: Database, id: string, seq: number, limit = 500): EventRow[] {
  const sql = "SELECT seq, event FROM generation_events WHERE generation_id = ? AND seq > ? ORDER BY seq LIMIT ?";
  return db.query<EventRow, [string, number, number]>(sql).all(id, seq, limit);
}

/** Saves the answer and its cards: a card is a row of its own, so that it can be found, kept and referred to. */
export function closeGeneration(db: Database, id: string, answer: Answer, now: number) {
  const insertCard = db.query(
    "INSERT INTO cards (id, generation_id, position, language, text, content, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const blocks = answer.blocks.map((block, position) => {
    if (block.type !== "card") return block;
    const cardId = crypto.randomUUID();
    insertCard.run(cardId, id, position, block.card.language, block.card.text, JSON.stringify(block.card), now);
    return { type: "card", state: block.state, id: cardId };
  });
  db.query("UPDATE generations SET outcome = ?, answer = ?, seq = ?, ended_at = ? WHERE id = ?").run(
    answer.outcome,
    JSON.stringify({ ...answer, blocks }),
    lastSeq(db, id),
    now,
    id,
  );
}

/** The saved answer with its cards; null while it runs. */
export function getAnswer(db: Database, { id, answer }: GenerationRow): Answer | null {
  if (answer === null) return null;
  const saved = JSON.parse(answer) as { blocks: { type: string; id: string }[] }; // parsed in the last line
  const hasCards = saved.blocks.some(({ type }) => type === "card");
  const cards = new Map(hasCards ? listCards(db, id).map((card) => [card.id, JSON.parse(card.content) as object]) : []);
  const blocks = saved.blocks.map((block) => (block.type === "card" ? { ...block, card: cards.get(block.id) } : block));
  return answerSchema.parse({ ...saved, blocks });
}

const listCards = (db: Database, generationId: string) =>
  db
    .query<{ id: string; content: string }, [string]>("SELECT id, content FROM cards WHERE generation_id = ?")
    .all(generationId);

/** The last sequence number of a log; 0 for an empty one. */
export function lastSeq(db: Database, id: string): number {
  const sql = "SELECT coalesce(max(seq), 0) AS seq FROM generation_events WHERE generation_id = ?";
  return db.query<{ seq: number }, [string]>(sql).get(id)?.seq ?? 0;
}
