import type { PartOfSpeech, Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** A word of vocabulary and where it occurs. */
export type CountedWord = {
  lemma: string;
  /** Of the lemma; null if it stands in the lines only in another form. */
  reading: string | null;
  meaning: string | null;
  level: number | null;
  count: number;
  /** The number of the first line with it. */
  first: number;
};

const neverCounted: ReadonlySet<PartOfSpeech> = new Set([
  "particle",
  "auxiliary",
  "name",
  "prefix",
  "suffix",
  "interjection",
  "other",
]);
/** 123個 is no word that a learner looks up; 三人 is on a learner's list and has a level. */
const countedWithLevel: ReadonlySet<PartOfSpeech> = new Set(["numeral", "counter"]);

/** Whether a learner learns this word as a word, and not as grammar or as a name. */
export function isVocabulary(word: Word, language: LearningLanguage): boolean {
  const { surface, partOfSpeech, level, dictionaryMeanings } = word;
  const { script, notVocabulary } = languages[language];
  if (neverCounted.has(partOfSpeech) || !script.test(surface)) return false;
  if (level === undefined && countedWithLevel.has(partOfSpeech)) return false;
  if (notVocabulary?.grammar.test(surface)) return false;
  return dictionaryMeanings !== undefined || !notVocabulary?.name.test(surface);
}

/** Adds the words of a line to those that are counted already. */
export function countWords(
  counted: Map<string, CountedWord>,
  line: { words: readonly Word[]; index: number },
  language: LearningLanguage,
): void {
  for (const word of line.words) {
    if (!isVocabulary(word, language)) continue;
    const lemma = word.lemma ?? word.surface;
    const reading = word.lemma === undefined ? word.reading : null;
    const level = word.level ?? null;
    const before = counted.get(lemma);
    if (!before) {
      const meaning = word.dictionaryMeanings?.[0] ?? null;
      counted.set(lemma, { lemma, reading, meaning, level, count: 1, first: line.index });
      continue;
    }
    before.count++;
    before.reading ??= reading;
    // one spelling can be two words, of which the easier one is meant more often
    if (level !== null && (before.level === null || level < before.level)) before.level = level;
  }
}
