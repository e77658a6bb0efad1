import type { Database } from "bun:sqlite";
import type { ImportPreview } from "#shared/anki/imports.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { WordStatus } from "#shared/words/word-values.ts";
import { type KnownWord, listKnownWords } from "#server/db/word-imports.ts";
import type { Skipped, SourceWord } from "#server/anki/source/read-words.ts";

export type Wanted = { name: string; language: LearningLanguage; words: readonly SourceWord[]; skipped: Skipped };
export type Plan = {
  added: SourceWord[];
  changed: { word: KnownWord; status: WordStatus }[];
  same: number;
};

/** An import never lowers a status, and what the learner ignores stays so. */
const rank: Record<WordStatus, number> = { new: 0, learning: 1, known: 2, ignored: 3 };

/** Compares the words of a source with those that are there, by lemma and reading. A reading that is missing on one side fits every other one. */
export function planImport(db: Database, { language, words }: Pick<Wanted, "language" | "words">): Plan {
  const { normaliseReading } = languages[language];
  const byLemma = Map.groupBy(listKnownWords(db, language), ({ lemma }) => lemma);
  const plan: Plan = { added: [], changed: [], same: 0 };
  const added = new Set<string>();
  for (const word of words) {
    const fits = (known: KnownWord) =>
      known.reading === "" || word.reading === "" || normaliseReading(known.reading) === normaliseReading(word.reading);
    const all = (byLemma.get(word.lemma) ?? []).filter(fits);
    const there = all.filter((known) => !known.isDeleted);
    const chosen = there.length > 0 ? there : all.slice(0, 1);
    if (chosen.length === 0) {
      // 猫[ねこ] and 猫 without a reading are one new word
      const key = `${word.lemma}\n`;
      if (added.has(key) && word.reading === "") {
        plan.same++;
        continue;
      }
      added.add(key);
      plan.added.push(word);
      continue;
    }
    const higher = chosen.filter((known) => known.isDeleted || rank[word.status] > rank[known.status]);
    if (higher.length === 0) plan.same++;
    else plan.changed.push(...higher.map((known) => ({ word: known, status: word.status })));
  }
  return plan;
}

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
