import { afterAll, expect, test } from "bun:test";
import fc from "fast-check";
import { languages } from "#shared/languages/index.ts";
import { wordStatuses, type WordStatus } from "#shared/words/word-values.ts";
import type { SourceWord } from "#server/anki/source/read-words.ts";
import { openDatabase } from "#server/db/open.ts";
import { createFolding } from "#server/db/search/fold.ts";
import { insertWord } from "#server/db/words.ts";
import { createLookup } from "#server/dictionaries/lookup.ts";
import { atOnce } from "#server/slices.ts";
import { toSearchForms } from "#server/words/search-forms.ts";
import { applyImport } from "./apply-import.ts";
import { planImport } from "./plan-import.ts";
import { undoImport } from "./undo-import.ts";

const folding = createFolding();
/** No dictionary: a reading is what the list says. */
const lookup = createLookup(() => [], "/nowhere");

type There = { lemma: string; reading: string; status: WordStatus; isDeleted: boolean };
// few different values, so that words collide
const lemma = fc.constantFrom("生", "開く", "猫");
const reading = fc.constantFrom("", "なま", "せい", "ナマ", "いき");
const status = fc.constantFrom(...wordStatuses);
const there = fc.uniqueArray(fc.record({ lemma, reading, status, isDeleted: fc.boolean() }), {
  maxLength: 6,
  selector: (word) => `${word.lemma} ${word.reading}`,
});
/** A list has each word once with each reading, as `readWords` gives it. */
const list: fc.Arbitrary<SourceWord[]> = fc.uniqueArray(
  fc.record({ lemma, reading, meaning: fc.constant(""), status }),
  { maxLength: 10, selector: (word) => `${word.lemma} ${word.reading}` },
);

const db = openDatabase(":memory:");
afterAll(() => db.close());

function start(words: readonly There[]) {
  for (const table of ["word_import_changes", "word_imports", "words"]) db.run(`DELETE FROM ${table}`);
  for (const { lemma: text, reading: read, status: state, isDeleted } of words) {
    const row = {
      kind: "word" as const,
      language: "ja" as const,
      lemma: text,
      reading: read,
      status: state,
      partOfSpeech: null,
      meaning: null,
      dictionaryMeaning: null,
      wrong: null,
      notes: "",
      origin: null,
    };
    const id = insertWord(db, row, toSearchForms(row, folding), 1);
    if (isDeleted) db.run("UPDATE words SET deleted_at = 1 WHERE id = ?", [id]);
  }
}
type Row = There & { id: string };
const read = (): Row[] =>
  db
    .query<Omit<Row, "isDeleted"> & { isDeleted: number }, []>(
      "SELECT id, lemma, reading, status, deleted_at IS NOT NULL AS isDeleted FROM words ORDER BY number",
    )
    .all()
    .map((row) => ({ ...row, isDeleted: row.isDeleted === 1 }));
const take = (words: readonly SourceWord[]) =>
  applyImport(
    { db, lookup, folding },
    { name: "list", language: "ja", words, skipped: { state: 0, empty: 0, language: 0, repeated: 0 } },
    new AbortController().signal,
  );
const rank: Record<WordStatus, number> = { new: 0, learning: 1, known: 2, ignored: 3 };
const always = (check: (before: There[], words: SourceWord[]) => Promise<void>) =>
  fc.assert(fc.asyncProperty(there, list, check), { numRuns: 80 });

test("a second import of the same list changes nothing", () =>
  always(async (before, words) => {
    start(before);
    await take(words);
    const after = read();
    const { added, changed } = atOnce(planImport(db, { language: "ja", words }));
    expect([added, changed]).toEqual([[], []]);
    await take(words);
    expect(read()).toEqual(after);
  }));

test("a status never falls, an ignored word stays ignored, and no saved word is lost", () =>
  always(async (before, words) => {
    start(before);
    const old = read();
    await take(words);
    const after = new Map(read().map((row) => [row.id, row]));
    for (const { id, status: was, isDeleted } of old) {
      const now = after.get(id)!;
      expect(now.isDeleted && !isDeleted).toBe(false);
      if (!isDeleted) expect(rank[now.status]).toBeGreaterThanOrEqual(rank[was]);
    }
  }));

test("the preview says how many words come and how many change", () =>
  always(async (before, words) => {
    start(before);
    const plan = atOnce(planImport(db, { language: "ja", words }));
    const done = await take(words);
    expect([done.added, done.changed]).toEqual([plan.added.length, plan.changed.length]);
  }));

test("undoing brings everything back as it was", () =>
  always(async (before, words) => {
    start(before);
    const old = read();
    const { id } = await take(words);
    for (const _ of undoImport(db, id));
    expect(read().filter((row) => !row.isDeleted || old.some((each) => each.id === row.id))).toEqual(old);
  }));

test("the order of the list does not matter", () =>
  always(async (before, words) => {
    const results = [];
    for (const order of [words, words.toReversed()]) {
      start(before);
      await take(order);
      results.push(
        read().map(
          ({ lemma: text, reading: said, status: state, isDeleted }) =>
            `${text} ${languages.ja.normaliseReading(said)} ${state} ${isDeleted}`,
        ),
      );
    }
    expect(results[0]!.toSorted()).toEqual(results[1]!.toSorted());
  }));

test.each([
  ["without a reading", ["", "いぬ"]],
  ["with another notation of the reading", ["イヌ", "いぬ"]],
])("the meaning of a row is kept when the row is merged: %s", (_, readings) => {
  start([]);
  const words = readings.map((each, index) => ({
    lemma: "犬",
    reading: each,
    meaning: index === 0 ? "" : "dog",
    status: "new" as const,
  }));
  for (const [one, other] of [words, words.map((word, index) => ({ ...word, meaning: words[1 - index]!.meaning }))]) {
    const { added } = atOnce(planImport(db, { language: "ja", words: [one!, other!] }));
    expect(added.map(({ meaning }) => meaning)).toEqual(["dog"]);
  }
});

test("a new word has no second entry without its reading", () =>
  always(async (before, words) => {
    start(before);
    await take(words);
    const own = new Set(before.map((word) => `${word.lemma} ${word.reading}`));
    const added = read().filter((row) => !own.has(`${row.lemma} ${row.reading}`));
    for (const word of added.filter((row) => row.reading === ""))
      expect(added.filter((row) => row.lemma === word.lemma)).toEqual([word]);
  }));
