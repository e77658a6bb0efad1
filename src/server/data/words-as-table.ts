import { toLine } from "#server/anki/table/write-table.ts";
import type { ReadableReview, ReadableWord } from "#server/db/readable-words.ts";

type Columns<T> = Record<string, (row: T) => string>;

const timeOf = (at: number) => new Date(at).toISOString();

const ofWords: Columns<ReadableWord> = {
  language: ({ language }) => language,
  kind: ({ kind }) => kind,
  word: ({ lemma }) => lemma,
  reading: ({ reading }) => reading,
  meaning: ({ meaning }) => meaning,
  status: ({ status }) => status,
  "you wrote": ({ wrong }) => wrong,
  sentence: ({ sentence }) => sentence,
  translation: ({ translation }) => translation,
  notes: ({ notes }) => notes,
  saved: ({ savedAt }) => timeOf(savedAt),
};

const grades = ["", "again", "hard", "good", "easy"];
const ofReviews: Columns<ReadableReview> = {
  time: ({ at }) => timeOf(at),
  language: ({ language }) => language,
  word: ({ lemma }) => lemma,
  asked: ({ type }) => type,
  grade: ({ grade }) => grades[grade] ?? "",
};

/** As a spreadsheet opens it, line by line. The first three bytes tell Excel that it is UTF-8. */
function* asTable<T>(columns: Columns<T>, rows: Iterable<T>): Generator<string> {
  yield `\uFEFF${toLine(Object.keys(columns), ",")}`;
  const cells = Object.values(columns);
  for (const row of rows)
    yield toLine(
      cells.map((cell) => cell(row)),
      ",",
    );
}

export const wordsAsTable = (rows: Iterable<ReadableWord>): Iterable<string> => asTable(ofWords, rows);
export const reviewsAsTable = (rows: Iterable<ReadableReview>): Iterable<string> => asTable(ofReviews, rows);
