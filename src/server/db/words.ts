import type { Database } from "bun:sqlite";
import { z } from "zod";
import { type PartOfSpeech, partsOfSpeech } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { WordKind, WordStatus } from "#shared/words/word-values.ts";
import type { SavedWord } from "#shared/words/words.ts";
import { given, listIds } from "./list-ids.ts";
import { newId } from "./new-id.ts";
import { readLanguage } from "./stored-language.ts";

export type WordRow = {
  id: string;
  kind: WordKind;
  language: string;
  lemma: string;
  reading: string;
  partOfSpeech: string | null;
  meaning: string | null;
  dictionaryMeaning: string | null;
  wrong: string | null;
  notes: string;
  status: WordStatus;
  origin: string | null;
  contexts: number;
  createdAt: number;
  updatedAt: number;
};

export const wordColumns = `words.id, words.kind, words.language, lemma, reading, part_of_speech AS partOfSpeech, words.meaning,
  dictionary_meaning AS dictionaryMeaning, wrong, notes, status, origin, words.created_at AS createdAt, updated_at AS updatedAt,
  (SELECT count(*) FROM word_contexts WHERE word_id = words.id AND word_contexts.deleted_at IS NULL) AS contexts`;

const partSchema = z.enum(partsOfSpeech);

export const toSavedWord = (db: Database, { partOfSpeech, language, ...row }: WordRow): SavedWord => ({
  ...row,
  language: readLanguage(db, language),
  partOfSpeech: partSchema.safeParse(partOfSpeech).data ?? null,
});

export function getWord(db: Database, id: string): SavedWord | null {
  const sql = `SELECT ${wordColumns} FROM words WHERE id = ? AND deleted_at IS NULL`;
  const row = db.query<WordRow, [string]>(sql).get(id);
  return row && toSavedWord(db, row);
}

export type WordKey = { kind: WordKind; language: LearningLanguage; lemma: string; reading: string };
export type SameWord = { id: string; reading: string; status: WordStatus; isDeleted: boolean };

/** The words of this kind with this lemma, also deleted ones, which can come back. In the order in which they were saved. */
export function listSameWords(db: Database, { kind, language, lemma }: Omit<WordKey, "reading">): SameWord[] {
  type Row = Omit<SameWord, "isDeleted"> & { isDeleted: number };
  const sql = `SELECT id, reading, status, deleted_at IS NOT NULL AS isDeleted FROM words
    WHERE language = ? AND lemma = ? AND kind = ? ORDER BY number`;
  return db
    .query<Row, [string, string, string]>(sql)
    .all(language, lemma, kind)
    .map((row) => ({ ...row, isDeleted: row.isDeleted === 1 }));
}

/** What a search compares, see server/words/search-forms.ts. */
export type SearchForms = { text: string; reading: string };

export type NewWordRow = WordKey & {
  partOfSpeech: PartOfSpeech | null;
  meaning: string | null;
  dictionaryMeaning: string | null;
  wrong: string | null;
  notes: string;
  status: WordStatus;
  origin: string | null;
};

/** Returns its id. */
export function insertWord(db: Database, row: NewWordRow, forms: SearchForms, now: number): string {
  const id = newId();
  const sql = `INSERT INTO words (id, kind, language, lemma, reading, part_of_speech, meaning, dictionary_meaning, wrong, notes, status, origin,
      text_form, reading_form, created_at, updated_at)
    VALUES ($id, $kind, $language, $lemma, $reading, $partOfSpeech, $meaning, $dictionaryMeaning, $wrong, $notes, $status, $origin,
      $text, $readingForm, $now, $now)`;
  db.query<unknown, Record<string, string | number | null>>(sql).run({
    id,
    ...row,
    text: forms.text,
    readingForm: forms.reading,
    now,
  });
  return id;
}

type Changed = Pick<
  NewWordRow,
  "reading" | "partOfSpeech" | "meaning" | "dictionaryMeaning" | "wrong" | "notes" | "status"
>;
export type WordChange = { [Field in keyof Changed]?: Changed[Field] | undefined };

const places = {
  reading: "reading",
  partOfSpeech: "part_of_speech",
  meaning: "meaning",
  dictionaryMeaning: "dictionary_meaning",
  wrong: "wrong",
  notes: "notes",
  status: "status",
} as const satisfies Record<keyof WordChange, string>;

/** Changes the given fields of a word, and takes it back if it was deleted. Its search forms follow with `setSearchForms`. */
export function changeWord(db: Database, id: string, change: WordChange, now: number) {
  for (const name of Object.keys(places) as (keyof WordChange)[]) {
    const value = change[name];
    if (value !== undefined) db.query(`UPDATE words SET ${places[name]} = ? WHERE id = ?`).run(value, id);
  }
  db.query("UPDATE words SET updated_at = ?, deleted_at = NULL WHERE id = ?").run(now, id);
}

export function setSearchForms(db: Database, id: string, { text, reading }: SearchForms) {
  db.query("UPDATE words SET text_form = ?, reading_form = ? WHERE id = ?").run(text, reading, id);
}

/** Sets the status of words that are not deleted. */
export function setStatuses(db: Database, ids: readonly string[], status: WordStatus, now: number): number {
  const sql = `UPDATE words SET status = ?, updated_at = ? WHERE id IN ${given} AND deleted_at IS NULL AND status <> ?`;
  return db.query(sql).run(status, now, JSON.stringify(ids), status).changes;
}

/** Deletes words, so that they can be restored. Returns the ids of those that were there. */
export const deleteWords = (db: Database, ids: readonly string[], now: number): string[] =>
  db
    .query<{ id: string }, [number, string]>(
      `UPDATE words SET deleted_at = ? WHERE id IN ${given} AND deleted_at IS NULL RETURNING id`,
    )
    .all(now, JSON.stringify(ids))
    .map(({ id }) => id);

export const restoreWords = (db: Database, ids: readonly string[]): string[] =>
  listIds(
    db,
    `UPDATE words SET deleted_at = NULL WHERE id IN ${given} AND deleted_at IS NOT NULL RETURNING id`,
    JSON.stringify(ids),
  );

/** The languages and lemmas of words, also of deleted ones. */
export const listLemmas = (db: Database, ids: readonly string[]): { language: LearningLanguage; lemma: string }[] =>
  db
    .query<{ language: string; lemma: string }, [string]>(
      `SELECT DISTINCT language, lemma FROM words WHERE id IN ${given} AND kind = 'word'`,
    )
    .all(JSON.stringify(ids))
    .map(({ language, lemma }) => ({ language: readLanguage(db, language), lemma }));

/** The ids of those of these words that exist, by their status. */
export function groupByStatus(
  db: Database,
  ids: readonly string[],
  { areDeleted }: { areDeleted: boolean },
): Partial<Record<WordStatus, string[]>> {
  const sql = `SELECT id, status FROM words WHERE id IN ${given} AND (deleted_at IS NOT NULL) = ?`;
  const rows = db
    .query<{ id: string; status: WordStatus }, [string, number]>(sql)
    .all(JSON.stringify(ids), Number(areDeleted));
  const groups: Partial<Record<WordStatus, string[]>> = {};
  for (const { id, status } of rows) (groups[status] ??= []).push(id);
  return groups;
}
