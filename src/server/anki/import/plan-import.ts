import type { Database } from "bun:sqlite";
import type { ImportPreview } from "#shared/anki/imports.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { WordStatus } from "#shared/words/word-values.ts";
import { type KnownWord, listKnownWords } from "#server/db/word-imports.ts";
import { rank as rankInSource, type Skipped, type SourceWord } from "#server/anki/source/read-words.ts";

export type Wanted = { name: string; language: LearningLanguage; words: readonly SourceWord[]; skipped: Skipped };
export type Plan = {
  added: SourceWord[];
  changed: { word: KnownWord; status: WordStatus }[];
  same: number;
};

/** An import never lowers a status, and what the learner ignores stays so. */
const rank: Record<WordStatus, number> = { new: 0, learning: 1, known: 2, ignored: 3 };

/**
 * Compares the words of a source with those that are there, by lemma and reading. A reading that is missing on one side fits every other one, also
 * within the source: 猫 and 猫[ねこ] are one word. Which words are new or change does not depend on the
 * order of the source. Other requests run between its steps.
 */
export function* planImport(
  db: Database,
  { language, words }: Pick<Wanted, "language" | "words">,
): Generator<void, Plan> {
  const plan: Plan = { added: [], changed: [], same: 0 };
  const toForm = languages[language].normaliseReading;
  const lemmas = yield* groupByLemma(words);
  for (const some of piecesOf([...lemmas])) {
    const there = listKnownWords(
      db,
      language,
      some.map(([lemma]) => lemma),
    );
    const known = Map.groupBy(there, ({ lemma }) => lemma);
    for (const [lemma, rows] of some) {
      const merged = mergeRows(rows, toForm);
      const { added, changed, same } = planLemma(merged, known.get(lemma) ?? [], toForm);
      plan.added.push(...added);
      plan.changed.push(...changed);
      plan.same += same + rows.length - merged.length;
    }
    yield;
  }
  return plan;
}

/** Rows in one step, which takes about 2 ms. */
const atOnce = 500;

function* piecesOf<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += atOnce) yield all.slice(from, from + atOnce);
}

function* groupByLemma(words: readonly SourceWord[]): Generator<void, Map<string, SourceWord[]>> {
  const lemmas = new Map<string, SourceWord[]>();
  for (const some of piecesOf(words)) {
    for (const word of some) {
      const rows = lemmas.get(word.lemma);
      if (rows) rows.push(word);
      else lemmas.set(word.lemma, [word]);
    }
    yield;
  }
  return lemmas;
}

type ToForm = (reading: string) => string;
type Row = SourceWord & { form: string };

/** One row for each reading, with the first meaning that was given for it. A row without a reading counts for all of them. */
function mergeRows(words: readonly SourceWord[], toForm: ToForm): Row[] {
  const rows = new Map<string, Row>();
  for (const word of words) {
    const form = word.reading === "" ? "" : toForm(word.reading);
    const same = rows.get(form);
    const meaning = same?.meaning || word.meaning;
    rows.set(form, { ...word, ...same, form, meaning, status: higher(word.status, same?.status) });
  }
  const forAll = rows.get("");
  return [...rows.values()].map((row) => ({
    ...row,
    meaning: row.meaning || (forAll?.meaning ?? ""),
    status: higher(row.status, forAll?.status),
  }));
}

const higher = (one: WordStatus, other: WordStatus | undefined) =>
  other !== undefined && rankInSource[other] > rankInSource[one] ? other : one;

function planLemma(rows: readonly Row[], known: readonly KnownWord[], toForm: ToForm): Plan {
  const fits = (row: Row, word: KnownWord) =>
    row.form === "" || word.reading === "" || toForm(word.reading) === row.form;
  /** A deleted word comes back only if no other word fits. */
  const meant = (row: Row) => {
    const all = known.filter((word) => fits(row, word));
    const live = all.filter((word) => !word.isDeleted);
    return live.length > 0 ? live : all.slice(0, 1);
  };
  const isMeant = new Set(rows.flatMap(meant));
  const changed = known
    .filter((word) => isMeant.has(word))
    .map((word) => {
      const [first, ...others] = rows.filter((row) => fits(row, word));
      return { word, status: others.reduce((best, row) => higher(row.status, best), first!.status) };
    })
    .filter(({ word, status }) => word.isDeleted || rank[status] > rank[word.status]);
  const isNew = (row: Row) => meant(row).length === 0 && (row.form !== "" || rows.length === 1);
  const added = rows.filter(isNew).map(toWord);
  const isSame = (row: Row) => !isNew(row) && !meant(row).some((word) => changed.some((each) => each.word === word));
  return { added, changed, same: rows.filter(isSame).length };
}

const toWord = ({ lemma, reading, meaning, status }: Row): SourceWord => ({ lemma, reading, meaning, status });

const mostSamples = 30;

export function toPreview({ language, skipped }: Wanted, { added, changed, same }: Plan): ImportPreview {
  const samples = [
    ...changed.slice(0, mostSamples / 2).map(({ word: { lemma, reading, status: before, isDeleted }, status }) => ({
      lemma,
      reading,
      status,
      before: isDeleted ? null : before,
    })),
    ...added.slice(0, mostSamples).map(({ lemma, reading, status }) => ({ lemma, reading, status, before: null })),
  ];
  return {
    language,
    skipped,
    same,
    added: added.length,
    changed: changed.length,
    samples: samples.slice(0, mostSamples),
  };
}
