import type { Database } from "bun:sqlite";
import type { AnswerCard, Task } from "#shared/answer.ts";
import type { Card } from "#shared/card.ts";

/** The generation that makes a card. `task`: what is asked in it; it says where the card's sentence occurred. */
type Made = { id: string; task: Task };

/** Stores a card at its first event. Its content is in the log of its generation. */
export function saveCard(db: Database, made: Made, { id, card }: Pick<AnswerCard, "id" | "card">, now: number) {
  const { sentenceId, appearanceId } = saveAppearance(db, made, id, card);
  db.query(
    `INSERT INTO cards (id, sentence_id, appearance_id, generation_id, completes, explanation_language, created_at)
     SELECT $id, $sentenceId, $appearanceId, id, $completes, explanation_language, $now FROM generations WHERE id = $generationId
     ON CONFLICT (id) DO NOTHING`,
  ).run({ id, sentenceId, appearanceId, completes: card.completes ?? null, now, generationId: made.id });
}

/** Stores which analyser found the words of a card. Null: a dictionary was missing, so the words are looked up again. */
export function setEngine(db: Database, cardId: string, engine: string | null) {
  db.query("UPDATE cards SET engine = ? WHERE id = ?").run(engine, cardId);
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

/** Where a stored card is. */
export type CardRow = { id: string; engine: string | null; generationId: string; messageId: string | null };

export function getCardRow(db: Database, id: string): CardRow | null {
  const sql = `SELECT cards.id, engine, generation_id AS generationId, message_id AS messageId FROM cards
    JOIN generations ON generations.id = generation_id WHERE cards.id = ?`;
  return db.query<CardRow, [string]>(sql).get(id);
}

const completingCardsOf = `FROM cards JOIN cards AS later ON later.completes = cards.id
  JOIN generations ON generations.id = later.generation_id WHERE cards.generation_id IN (SELECT value FROM json_each(?))`;

/** The ended generations that complete cards of these answers, oldest first. */
export function listCompletingGenerations(db: Database, answers: readonly string[]): string[] {
  const sql = `SELECT later.generation_id AS id ${completingCardsOf} AND outcome IS NOT NULL GROUP BY later.generation_id ORDER BY max(later.rowid)`;
  return db
    .query<{ id: string }, [string]>(sql)
    .all(JSON.stringify(answers))
    .map(({ id }) => id);
}

/** The running generations that complete cards of these answers, by the id of the completed card. */
export function listCompleting(db: Database, answers: readonly string[]): Map<string, string> {
  const sql = `SELECT cards.id, later.generation_id AS generationId ${completingCardsOf} AND outcome IS NULL ORDER BY later.rowid`;
  const rows = db.query<{ id: string; generationId: string }, [string]>(sql).all(JSON.stringify(answers));
  return new Map(rows.map(({ id, generationId }) => [id, generationId]));
}

/** The newest card that completes this one. `runningIn`: the generation that makes it, while that runs. */
export function getCompletingCard(
  db: Database,
  id: string,
): { id: string; engine: string | null; runningIn: string | null } | null {
  const sql = `SELECT cards.id, engine, iif(outcome IS NULL, generation_id, NULL) AS runningIn FROM cards
    JOIN generations ON generations.id = generation_id WHERE completes = ? ORDER BY cards.rowid DESC LIMIT 1`;
  return db.query<{ id: string; engine: string | null; runningIn: string | null }, [string]>(sql).get(id);
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
