import type { Word } from "#shared/card.ts";
import { isVocabulary } from "#shared/words/is-vocabulary.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** A word that a learner learns as a word. */
export type Vocabulary = {
  lemma: string;
  /** Of the lemma; null if the line has it in another form. */
  reading: string | null;
  meaning: string | null;
  level: number | null;
};
/** A word and where it occurs. */
export type CountedWord = Vocabulary & {
  count: number;
  /** The number of the first line with it. */
  first: number;
};

/** The vocabulary among the words of a line. */
export const toVocabulary = (words: readonly Word[], language: LearningLanguage): Vocabulary[] =>
  words
    .filter((word) => isVocabulary(word, language))
    .map(({ surface, lemma, reading, dictionaryMeanings, level = null }) => ({
      lemma: lemma ?? surface,
      reading: lemma === undefined ? reading : null,
      meaning: dictionaryMeanings?.[0] ?? null,
      level,
    }));

/** Adds the words of a line to those that are counted already. `first`: the number of the line; `times`: how often it occurs in all. */
export function countWords(
  counted: Map<string, CountedWord>,
  { words, first, times }: { words: readonly Vocabulary[]; first: number; times: number },
): void {
  for (const word of words) {
    const before = counted.get(word.lemma);
    if (!before) {
      counted.set(word.lemma, { ...word, count: times, first });
      continue;
    }
    before.count += times;
    before.reading ??= word.reading;
    // one spelling can be two words, of which the easier one is meant more often
    if (word.level !== null && (before.level === null || word.level < before.level)) before.level = word.level;
  }
}
