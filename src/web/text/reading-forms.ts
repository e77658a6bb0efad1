import type { Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Settings } from "#shared/settings.ts";
import { type ReadingMark, shownReading } from "#shared/shown-reading.ts";

/** A part of a word, in its order, and what stands above it. */
export type ReadingForm = { base: string; ruby: string };

export type WordReading = { forms: readonly ReadingForm[]; mark: ReadingMark };

/** What stands above a word, by the learner's settings. */
export function readingForms(word: Word, language: LearningLanguage, _settings: Settings): WordReading {
  const { reading, mark } = shownReading(word, language);
  return { forms: languages[language].toRuby(word.surface, reading), mark };
}

/**
 * The space after each letter of the text, in its size, where nearly every letter has a reading that is wider than the letter. It does not
 * depend on the words, so nothing moves when they arrive.
 */
export const readingSpace = (language: LearningLanguage, { readings }: Settings): number =>
  readings === "above" && languages[language].hanzi ? 0.3 : 0;

/** The size of a reading, in the size of its letters. */
export const readingSize = (language: LearningLanguage): number => (languages[language].hanzi ? 0.42 : 0.46);
