import type { Database } from "bun:sqlite";

export type Queued = { id: string; isAllowedTwice: boolean };

/** Puts words at the end of the queue. One that is there already stays in its place, and is tried again. Words that are gone are left out. */
export function enqueue(db: Database, ids: readonly string[], isAllowedTwice: boolean) {
  const sql = `INSERT INTO anki_queue (word_id, is_allowed_twice) SELECT id, ? FROM words WHERE id = ? AND deleted_at IS NULL
    ON CONFLICT (word_id) DO UPDATE SET problem = NULL, is_allowed_twice = excluded.is_allowed_twice`;
  const add = db.query(sql);
  for (const id of ids) add.run(isAllowedTwice ? 1 : 0, id);
}

/** The first word that waits. */
export function nextQueued(db: Database): Queued | null {
  const sql = `SELECT word_id AS id, is_allowed_twice AS isAllowedTwice FROM anki_queue WHERE problem IS NULL ORDER BY number LIMIT 1`;
  const row = db.query<{ id: string; isAllowedTwice: number }, []>(sql).get();
  return row && { id: row.id, isAllowedTwice: row.isAllowedTwice === 1 };
}

export const dequeue = (db: Database, id: string) => db.query("DELETE FROM anki_queue WHERE word_id = ?").run(id);

export const setProblem = (db: Database, id: string, problem: string) =>
  db.query("UPDATE anki_queue SET problem = ? WHERE word_id = ?").run(problem, id);

export const clearQueue = (db: Database) => db.run("DELETE FROM anki_queue");

export const countWaiting = (db: Database): number =>
  db.query<{ count: number }, []>("SELECT count(*) AS count FROM anki_queue WHERE problem IS NULL").get()?.count ?? 0;

/** The words that Anki did not take, the latest first. */
export const listFailed = (db: Database): { id: string; lemma: string; problem: string }[] =>
  db
    .query<{ id: string; lemma: string; problem: string }, []>(
      `SELECT words.id, lemma, problem FROM anki_queue JOIN words ON words.id = word_id
        WHERE problem IS NOT NULL ORDER BY anki_queue.number DESC LIMIT 100`,
    )
    .all();

export const getNoteId = (db: Database, wordId: string): number | null =>
  db.query<{ id: number }, [string]>("SELECT note_id AS id FROM anki_notes WHERE word_id = ?").get(wordId)?.id ?? null;

export const setNoteId = (db: Database, wordId: string, noteId: number) =>
  db
    .query("INSERT INTO anki_notes VALUES (?1, ?2) ON CONFLICT (word_id) DO UPDATE SET note_id = ?2")
    .run(wordId, noteId);

/** Whether the note is that of another word, which is not deleted. */
export const isNoteOfOther = (db: Database, noteId: number, wordId: string): boolean =>
  db
    .query(
      `SELECT 1 FROM anki_notes JOIN words ON words.id = word_id WHERE note_id = ? AND word_id <> ? AND deleted_at IS NULL`,
    )
    .get(noteId, wordId) !== null;
