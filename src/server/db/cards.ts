import type { Database } from "bun:sqlite";
import type { AnswerCard, Task } from "#shared/answer.ts";
import { type Card, cardSchema } from "#shared/card.ts";
import { parseJson } from "#shared/parse-json.ts";

/** The generation that makes a card. `task`: what is asked in it; it says where the card's sentence occurred. */
type Made = { id: string; task: Task };

/** Stores a card at its first event, and again when its answer ends. */
export function saveCard(db: Database, made: Made, { id, card }: Pick<AnswerCard, "id" | "card">, now: number) {
  const { sentenceId, appearanceId } = saveAppearance(db, made, id, card);
  db.query(
    `INSERT INTO cards (id, sentence_id, appearance_id, generation_id, completes, explanation_language, content, created_at)
     SELECT $id, $sentenceId, $appearanceId, id, $completes, explanation_language, $content, $now FROM generations WHERE id = $generationId
     ON CONFLICT (id) DO UPDATE SET content = $content`,
  ).run({
    id,
    sentenceId,
    appearanceId,
    completes: card.completes ?? null,
    content: JSON.stringify(card),
    now,
    generationId: made.id,
  });
}

/** Stores the words that the analyser found in the sentence of a card. */
export function setEngineWords(db: Database, cardId: string, engine: string, words: Card["words"]) {
  db.query("UPDATE cards SET engine = ?, words = ? WHERE id = ?").run(engine, JSON.stringify(words), cardId);
}

/** Which of these answers, and of those that complete their cards, have ended and have a card that another version of the engine read, or none. */
export function listStaleGenerations(db: Database, ids: readonly string[], engine: string): string[] {
  const sql = `SELECT DISTINCT generations.id FROM cards JOIN generations ON generations.id = generation_id
    WHERE outcome IS NOT NULL AND engine IS NOT ?1 AND (generations.id IN (SELECT value FROM json_each(?2))
      OR completes IN (SELECT id FROM cards WHERE generation_id IN (SELECT value FROM json_each(?2))))`;
  return db
    .query<{ id: string }, [string, string]>(sql)
    .all(engine, JSON.stringify(ids))
    .map(({ id }) => id);
}

/** The contents of an answer's cards by card id, as JSON. */
export function listCardContents(db: Database, generationId: string): Map<string, string> {
  const rows = db
    .query<{ id: string; content: string }, [string]>("SELECT id, content FROM cards WHERE generation_id = ?")
    .all(generationId);
  return new Map(rows.map(({ id, content }) => [id, content]));
}

/** A stored card and where it is; null if there is none, or if it cannot be read. */
export type StoredCard = {
  id: string;
  card: Card;
  engine: string | null;
  generationId: string;
  messageId: string | null;
};

export function getCard(db: Database, id: string): StoredCard | null {
  type Row = { content: string; engine: string | null; generationId: string; messageId: string | null };
  const sql = `SELECT content, engine, generation_id AS generationId, message_id AS messageId FROM cards
    JOIN generations ON generations.id = generation_id WHERE cards.id = ?`;
  const row = db.query<Row, [string]>(sql).get(id);
  const card = row && cardSchema.safeParse(parseJson(row.content)).data;
  return card ? { id, card, engine: row.engine, generationId: row.generationId, messageId: row.messageId } : null;
}

const inConversation = `FROM cards JOIN generations ON generations.id = generation_id WHERE completes IS NOT NULL
  AND appearance_kind = 'message' AND appearance_ref IN (SELECT id FROM messages WHERE conversation_id = ?)`;

/** A card that completes another. `isClosed`: the model's part of it has ended; otherwise its generation ended before. */
export type Completion = { content: string; isClosed: boolean };

/** The cards that complete cards of a conversation's answers, as JSON by the id of the completed card. The newest one wins. */
export function listCompletions(db: Database, conversationId: string): Map<string, Completion> {
  const sql = `SELECT cards.id AS own, completes AS id, content ${inConversation} AND outcome IS NOT NULL ORDER BY cards.rowid`;
  const rows = db.query<{ own: string; id: string; content: string }, [string]>(sql).all(conversationId);
  const closedSql = `SELECT value ->> 'id' AS id FROM generations, json_each(iif(json_valid(answer), answer, '{}'), '$.cards')
    WHERE value ->> 'state' = 'closed' AND generations.id IN (SELECT generation_id ${inConversation} AND outcome IS NOT NULL)`;
  const closed = rows.length === 0 ? [] : db.query<{ id: string }, [string]>(closedSql).all(conversationId);
  const closedIds = new Set(closed.map(({ id }) => id));
  return new Map(rows.map(({ own, id, content }) => [id, { content, isClosed: closedIds.has(own) }]));
}

/** The running generations that complete cards, by the id of the completed card. */
export function listCompleting(db: Database, conversationId: string): Map<string, string> {
  const sql = `SELECT completes AS id, generation_id AS generationId ${inConversation} AND outcome IS NULL ORDER BY cards.rowid`;
  const rows = db.query<{ id: string; generationId: string }, [string]>(sql).all(conversationId);
  return new Map(rows.map(({ id, generationId }) => [id, generationId]));
}

/** The newest card that completes this one: its content as JSON if it has ended, else the generation that makes it. */
export function getCompletion(
  db: Database,
  id: string,
): { content: string; engine: string | null; runningIn: string | null } | null {
  const sql = `SELECT content, engine, iif(outcome IS NULL, generation_id, NULL) AS runningIn FROM cards
    JOIN generations ON generations.id = generation_id WHERE completes = ? ORDER BY cards.rowid DESC LIMIT 1`;
  return db.query<{ content: string; engine: string | null; runningIn: string | null }, [string]>(sql).get(id);
}

/** Finds the rows of a card's sentence and of its appearance, and inserts missing ones. A card that completes another has its appearance. */
function saveAppearance(db: Database, { id: generationId, task }: Made, cardId: string, card: Card) {
  const text = card.text.normalize("NFC").trim();
  const { language, completes = cardId } = card;
  db.query("INSERT INTO sentences (language, text) VALUES (?, ?) ON CONFLICT DO NOTHING").run(language, text);
  const sentenceId = idOf(db, "SELECT id FROM sentences WHERE language = ? AND text = ?", [language, text]);

  const number = Number(completes.slice(completes.lastIndexOf("#") + 1));
  const isInReply = task === "question"; // its card is a sentence of the answer
  const appearance = isInReply ? { kind: "reply", ref: generationId } : ownAppearance(db, generationId);
  const values = [sentenceId, appearance.kind, appearance.ref, number];
  db.query("INSERT INTO appearances (sentence_id, kind, ref, position) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING").run(
    ...values,
  );
  const find = "SELECT id FROM appearances WHERE sentence_id = ? AND kind = ? AND ref = ? AND position = ?";
  return { sentenceId, appearanceId: idOf(db, find, values) };
}

/** The appearance of the sentence that the generation explains. */
function ownAppearance(db: Database, generationId: string): { kind: string; ref: string } {
  const sql = "SELECT appearance_kind AS kind, appearance_ref AS ref FROM generations WHERE id = ?";
  const own = db.query<{ kind: string; ref: string }, [string]>(sql).get(generationId);
  return own ?? { kind: "text", ref: generationId };
}

function idOf(db: Database, sql: string, values: (string | number)[]): number {
  const row = db.query<{ id: number }, (string | number)[]>(sql).get(...values);
  if (!row) throw new Error("A row that was just stored is missing.");
  return row.id;
}
