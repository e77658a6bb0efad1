import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Span } from "#shared/normalise/letters.ts";

/** A reading that the learner settled. The span is in the text of its sentence. */
export type SettledReading = Span & { reading: string };

/** The settled readings of a sentence, the last settled one last: where two overlap, it counts. */
export function listSettled(db: Database, language: LearningLanguage, sentence: string): SettledReading[] {
  const sql = `SELECT start_at AS start, end_at AS "end", reading FROM settled_readings
    WHERE sentence_id = (SELECT id FROM sentences WHERE language = ? AND text = ?) ORDER BY number`;
  return db.query<SettledReading, [string, string]>(sql).all(language, sentence);
}

export const hasSettled = (db: Database): boolean => db.query("SELECT 1 FROM settled_readings LIMIT 1").get() !== null;

type Place = Span & { language: LearningLanguage; sentence: string };

/**
 * Stores a reading of a span. Those of spans that overlap with it stay below it, so that they return when it is removed. null removes the reading
 * of the span; without one, it removes those that overlap with it. Returns the reading that this span had. Call it in a transaction.
 */
export function saveSettled(
  db: Database,
  { language, sentence, start, end }: Place,
  { reading, messageId }: { reading: string | null; messageId: string | null },
): string | null {
  db.query("INSERT INTO sentences (language, text) VALUES (?, ?) ON CONFLICT DO NOTHING").run(language, sentence);
  const find = db.query<{ id: number }, [string, string]>("SELECT id FROM sentences WHERE language = ? AND text = ?");
  const { id } = find.get(language, sentence)!;
  const before = db
    .query<{ reading: string }, number[]>(
      "DELETE FROM settled_readings WHERE sentence_id = ? AND start_at = ? AND end_at = ? RETURNING reading",
    )
    .get(id, start, end);
  if (reading !== null)
    db.query("INSERT INTO settled_readings (sentence_id, start_at, end_at, reading) VALUES (?, ?, ?, ?)").run(
      id,
      start,
      end,
      reading,
    );
  else if (!before)
    db.query("DELETE FROM settled_readings WHERE sentence_id = ? AND start_at < ? AND end_at > ?").run(id, end, start);
  // a sentence in prose has no card; recording where it occurs lets it be deleted for good together with its message
  if (reading !== null && messageId !== null)
    db.query(
      "INSERT INTO appearances (sentence_id, kind, ref, position) VALUES (?, 'message', ?, 0) ON CONFLICT DO NOTHING",
    ).run(id, messageId);
  return before?.reading ?? null;
}

/** The conversations with a card of this sentence. */
export function listConversationsWith(db: Database, language: LearningLanguage, sentence: string): string[] {
  const sql = `SELECT DISTINCT conversation_id AS id FROM sentences JOIN cards ON cards.sentence_id = sentences.id
    JOIN generations ON generations.id = generation_id JOIN messages ON messages.id = message_id
    WHERE sentences.language = ? AND sentences.text = ?`;
  return db
    .query<{ id: string }, [string, string]>(sql)
    .all(language, sentence)
    .map(({ id }) => id);
}

/** The sentence of a card. */
export function getSentenceOf(db: Database, cardId: string): { language: string; text: string } | null {
  const sql = "SELECT language, text FROM cards JOIN sentences ON sentences.id = sentence_id WHERE cards.id = ?";
  return db.query<{ language: string; text: string }, [string]>(sql).get(cardId);
}
