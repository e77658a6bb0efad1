import type { Database } from "bun:sqlite";
import type { WordImport } from "#shared/anki/imports.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { WordStatus } from "#shared/words/word-values.ts";
import { given } from "./list-ids.ts";
import { readLanguage } from "./stored-language.ts";

export type KnownWord = { id: string; lemma: string; reading: string; status: WordStatus; isDeleted: boolean };

/** The words with these lemmas, also deleted ones, which an import can bring back. */
export const listKnownWords = (db: Database, language: LearningLanguage, lemmas: readonly string[]): KnownWord[] =>
  db
    .query<Omit<KnownWord, "isDeleted"> & { isDeleted: number }, [string, string]>(
      `SELECT id, lemma, reading, status, deleted_at IS NOT NULL AS isDeleted FROM words
        WHERE language = ? AND lemma IN ${given} AND kind = 'word' ORDER BY number`,
    )
    .all(language, JSON.stringify(lemmas))
    .map((row) => ({ ...row, isDeleted: row.isDeleted === 1 }));

export function insertImport(
  db: Database,
  { id, name, language }: { id: string; name: string; language: LearningLanguage },
  now: number,
) {
  const sql = `INSERT INTO word_imports (id, name, language, added, changed, created_at, is_done) VALUES (?, ?, ?, 0, 0, ?, 0)`;
  db.query(sql).run(id, name, language, now);
}

export function finishImport(db: Database, id: string, { added, changed }: { added: number; changed: number }) {
  db.query("UPDATE word_imports SET added = ?, changed = ?, is_done = 1 WHERE id = ?").run(added, changed, id);
}

/** Gives a word another status, and notes what it was. Returns false if it is gone, or the learner has changed it since it was read. */
export function changeByImport(
  db: Database,
  importId: string,
  { word, status }: { word: KnownWord; status: WordStatus },
  now: number,
): boolean {
  const { id } = word;
  const noted = db
    .query(
      `INSERT INTO word_import_changes SELECT ?, id, status, ?, deleted_at FROM words
        WHERE id = ? AND status = ? AND (deleted_at IS NOT NULL) = ? ON CONFLICT DO NOTHING`,
    )
    .run(importId, status, id, word.status, Number(word.isDeleted)).changes;
  if (noted === 0) return false;
  db.query("UPDATE words SET status = ?, updated_at = ?, deleted_at = NULL WHERE id = ?").run(status, now, id);
  return true;
}

/** From now on it counts as unfinished, so that a crash in the middle is repaired at the next start. */
export function beginUndo(db: Database, id: string, now: number) {
  db.query("UPDATE word_imports SET undone_at = ?, is_done = 0 WHERE id = ?").run(now, id);
}

/** Deletes some of the words that an import added. One that was changed, or saved with a sentence, stays. Returns how many went. */
export function deleteUntouched(db: Database, id: string, most: number): number {
  const untouched = `SELECT number FROM words WHERE origin = ? AND created_at = updated_at AND notes = ''
    AND NOT EXISTS (SELECT 1 FROM word_contexts WHERE word_id = words.id) LIMIT ?`;
  return db.query(`DELETE FROM words WHERE number IN (${untouched})`).run(id, most).changes;
}

/** Gives the words that were there already their status again, unless it was changed since. Returns how many got it, and how many words stay as they are. */
export function finishUndo(db: Database, id: string, now: number): { reset: number; kept: number } {
  const count = (sql: string) => db.query<{ count: number }, [string]>(sql).get(id)?.count ?? 0;
  const added = count("SELECT count(*) AS count FROM words WHERE origin = ?");
  const changed = count("SELECT count(*) AS count FROM word_import_changes WHERE import_id = ?");
  const reset = db
    .query(
      `UPDATE words SET status = before.status_before, deleted_at = before.deleted_before, updated_at = ?2
        FROM word_import_changes AS before
        WHERE before.import_id = ?1 AND before.word_id = words.id AND words.status = before.status_after`,
    )
    .run(id, now).changes;
  db.query("DELETE FROM word_import_changes WHERE import_id = ?").run(id);
  db.query("UPDATE word_imports SET is_done = 1 WHERE id = ?").run(id);
  return { reset, kept: added + changed - reset };
}

type Row = Omit<WordImport, "language"> & { language: string };
const select = `SELECT id, name, language, added, changed, created_at AS createdAt, undone_at AS undoneAt FROM word_imports`;

/** The newest first. */
export const listImports = (db: Database): WordImport[] =>
  db
    .query<Row, []>(`${select} WHERE is_done = 1 ORDER BY created_at DESC, rowid DESC LIMIT 50`)
    .all()
    .map((row) => ({ ...row, language: readLanguage(db, row.language) }));

export const getImport = (db: Database, id: string): WordImport | null => {
  const row = db.query<Row, [string]>(`${select} WHERE id = ?`).get(id);
  return row && { ...row, language: readLanguage(db, row.language) };
};

/** Imports that a crash broke off. */
export const listUnfinishedImports = (db: Database): string[] =>
  db
    .query<{ id: string }, []>("SELECT id FROM word_imports WHERE is_done = 0")
    .all()
    .map(({ id }) => id);
