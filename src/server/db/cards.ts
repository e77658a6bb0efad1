import type { Database } from "bun:sqlite";
import type { CardBlock } from "#shared/breakdown/attach.ts";
import type { Card } from "#shared/card.ts";

/** Stores a card when its sentence becomes known, and again when its answer ends. */
export function saveCard(db: Database, generationId: string, { id, card }: CardBlock, now: number) {
  const { sentenceId, appearanceId } = saveAppearance(db, generationId, id, card);
  db.query(
    `INSERT INTO cards (id, sentence_id, appearance_id, generation_id, explanation_language, content, created_at)
     SELECT $id, $sentenceId, $appearanceId, id, explanation_language, $content, $now FROM generations WHERE id = $generationId
     ON CONFLICT (id) DO UPDATE SET sentence_id = $sentenceId, appearance_id = $appearanceId, content = $content`,
  ).run({ id, sentenceId, appearanceId, content: JSON.stringify(card), now, generationId });
}

/** Stores the words that the analyser found in the sentence of a card. */
export function setEngineWords(db: Database, cardId: string, engine: string, words: Card["words"]) {
  db.query("UPDATE cards SET engine = ?, words = ? WHERE id = ?").run(engine, JSON.stringify(words), cardId);
}

/** Which of these answers have ended and have a card that another version of the analyser read, or none. */
export function listStaleGenerations(db: Database, ids: readonly string[], engine: string): string[] {
  const sql = `SELECT DISTINCT generations.id FROM cards JOIN generations ON generations.id = generation_id
    WHERE outcome IS NOT NULL AND engine IS NOT ? AND sentence_id IS NOT NULL AND generations.id IN (SELECT value FROM json_each(?))`;
  return db
    .query<{ id: string }, [string, string]>(sql)
    .all(engine, JSON.stringify(ids))
    .map(({ id }) => id);
}

/**
 * Deletes the cards that an answer no longer has, for example the learner's sentence after the model wrote its own card for it, and
 * every sentence of this answer that no card has any more.
 */
export function deleteOtherCards(db: Database, generationId: string, ids: readonly string[]) {
  db.query("DELETE FROM cards WHERE generation_id = ? AND id NOT IN (SELECT value FROM json_each(?))").run(
    generationId,
    JSON.stringify(ids),
  );
  const abandoned = db
    .query<{ sentenceId: number }, Record<string, string>>(
      `DELETE FROM appearances
       WHERE ((kind = 'reply' AND ref = $generationId) OR (kind = $kind AND ref = $ref))
         AND NOT EXISTS (SELECT 1 FROM cards WHERE appearance_id = appearances.id)
       RETURNING sentence_id AS sentenceId`,
    )
    .all({ generationId, ...ownAppearance(db, generationId) });
  for (const { sentenceId } of abandoned)
    db.query(
      `DELETE FROM sentences WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM appearances WHERE sentence_id = ?1)
         AND NOT EXISTS (SELECT 1 FROM cards WHERE sentence_id = ?1)`,
    ).run(sentenceId);
}

/** The contents of an answer's cards by card id, as JSON. */
export function listCardContents(db: Database, generationId: string): Map<string, string> {
  const rows = db
    .query<{ id: string; content: string }, [string]>("SELECT id, content FROM cards WHERE generation_id = ?")
    .all(generationId);
  return new Map(rows.map(({ id, content }) => [id, content]));
}

/** Finds the rows of a card's sentence and of its appearance, and inserts missing ones. */
function saveAppearance(db: Database, generationId: string, cardId: string, { language, text: written }: Card) {
  const text = written.normalize("NFC").trim();
  if (text === "") return { sentenceId: null, appearanceId: null };
  db.query("INSERT INTO sentences (language, text) VALUES (?, ?) ON CONFLICT DO NOTHING").run(language, text);
  const sentenceId = idOf(db, "SELECT id FROM sentences WHERE language = ? AND text = ?", [language, text]);

  const number = Number(cardId.slice(cardId.lastIndexOf("#") + 1));
  const appearance = number === 0 ? ownAppearance(db, generationId) : { kind: "reply", ref: generationId };
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
