import type { Database } from "bun:sqlite";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { PlaceKind, WordKind, WordSort, WordStatus } from "#shared/words/word-values.ts";
import type { ListedWord } from "#shared/words/words.ts";
import { given } from "./list-ids.ts";
import { toSavedWord, wordColumns, type WordRow } from "./words.ts";

/** One way to read the typed text: a word must contain all needles. `text`: in what is written of it, `reading`: in its reading. */
export type WordNeedle = { text: string; reading: string };
export type WordWay = readonly WordNeedle[];

export type WordFilter = {
  language?: LearningLanguage | undefined;
  status?: WordStatus | undefined;
  kind?: WordKind | undefined;
  source?: PlaceKind | "import" | undefined;
  /** Words with a reading that was not sure when it was saved. */
  doubt?: boolean | undefined;
  /** Words with a review that is due before this time. */
  due?: number | undefined;
  since?: number | undefined;
  until?: number | undefined;
  /** The word must fit one of them; undefined: nothing was typed. */
  ways?: readonly WordWay[] | undefined;
};

const orders = {
  newest: "words.number DESC",
  oldest: "words.number",
  changed: "updated_at DESC, words.number DESC",
  lemma: "lemma, words.number",
  reading: "iif(reading = '', lemma, reading), words.number",
  status: "CASE status WHEN 'new' THEN 0 WHEN 'learning' THEN 1 WHEN 'known' THEN 2 ELSE 3 END, words.number DESC",
} as const satisfies Record<WordSort, string>;

const isDue = `EXISTS (SELECT 1 FROM review_cards
  WHERE word = words.number AND active = 1 AND suspended = 0 AND state <> 'new' AND due_at < $due)`;

type Values = Record<string, string | number>;

/** The condition of a filter, with its values. */
function where(filter: WordFilter): { sql: string; values: Values } {
  const { language, status, kind, source, doubt, due, since, until, ways } = filter;
  const values: Values = {};
  const conditions = ["words.deleted_at IS NULL"];
  const add = (sql: string, of: Values = {}) => {
    conditions.push(sql);
    Object.assign(values, of);
  };
  const hasContext = (which: string) =>
    `EXISTS (SELECT 1 FROM word_contexts WHERE word_id = words.id AND word_contexts.deleted_at IS NULL AND ${which})`;
  if (language) add("words.language = $language", { language });
  if (status) add("status = $status", { status });
  if (kind) add("words.kind = $kind", { kind });
  if (source === "import") add("origin IS NOT NULL");
  else if (source) add(hasContext("place_kind = $source"), { source });
  if (doubt) add(hasContext("verdict IN ('open', 'guess', 'conflict')"));
  if (due !== undefined) add(isDue, { due });
  if (since !== undefined) add("words.created_at >= $since", { since });
  if (until !== undefined) add("words.created_at < $until", { until });
  if (ways) {
    const fits = (needle: WordNeedle, name: string) => {
      values[`${name}t`] = needle.text;
      values[`${name}r`] = needle.reading;
      return `((($${name}t <> '' AND instr(text_form, $${name}t) > 0)) OR ($${name}r <> '' AND instr(reading_form, $${name}r) > 0))`;
    };
    const all = ways.map((way, one) => way.map((needle, other) => fits(needle, `w${one}n${other}`)).join(" AND "));
    add(all.length === 0 ? "0" : `(${all.map((each) => `(${each})`).join(" OR ")})`);
  }
  return { sql: conditions.join(" AND "), values };
}

export type WordListPage = { sort: WordSort; offset: number; limit: number };

/** A page of the words that fit, each with the sentence in which it was saved last, and how many there are. */
export function listWords(
  db: Database,
  filter: WordFilter,
  { sort, offset, limit }: WordListPage,
): { words: ListedWord[]; total: number } {
  const { sql, values } = where(filter);
  // the numbers alone first: the columns of the words that are left out, among them a count, would be read to be sorted
  const page = `SELECT words.number FROM words WHERE ${sql} ORDER BY ${orders[sort]} LIMIT $limit OFFSET $offset`;
  const rows = db
    .query<WordRow, Values>(`SELECT ${wordColumns} FROM words WHERE words.number IN (${page}) ORDER BY ${orders[sort]}`)
    .all({ ...values, limit, offset });
  const counted = db.query<{ total: number }, Values>(`SELECT count(*) AS total FROM words WHERE ${sql}`).get(values);
  const sentences = lastSentences(
    db,
    rows.map(({ id }) => id),
  );
  const words = rows.map((row) => ({ ...toSavedWord(db, row), sentence: sentences.get(row.id) ?? null }));
  return { words, total: counted?.total ?? 0 };
}

type NumberedId = { id: string; number: number };

/** The ids of the newest words that fit. `below`: of those with a smaller number. */
export function listWordIds(
  db: Database,
  filter: WordFilter,
  { limit, below = Number.MAX_SAFE_INTEGER }: { limit: number; below?: number },
): NumberedId[] {
  const { sql, values } = where(filter);
  return db
    .query<NumberedId, Values>(
      `SELECT id, number FROM words WHERE ${sql} AND number < $below ORDER BY number DESC LIMIT $limit`,
    )
    .all({ ...values, limit, below });
}

function lastSentences(db: Database, ids: readonly string[]): Map<string, NonNullable<ListedWord["sentence"]>> {
  type Row = { id: string; text: string; start: number; end: number };
  const sql = `SELECT word_id AS id, text, start_at AS start, end_at AS "end" FROM word_contexts JOIN sentences ON sentences.id = sentence_id
    WHERE word_id IN ${given} AND deleted_at IS NULL ORDER BY number`;
  const rows = db.query<Row, [string]>(sql).all(JSON.stringify(ids));
  return new Map(rows.map(({ id, ...sentence }) => [id, sentence])); // the last one stays
}
