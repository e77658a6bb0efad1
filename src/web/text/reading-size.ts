import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Settings } from "#shared/settings.ts";

/**
 * The space after each letter of the text, in its size, where nearly every letter has a reading that is wider than the letter. It does not
 * depend on the words, so nothing moves when they arrive. A reading that is shown on hover alone needs none.
 */
export const readingSpace = (language: LearningLanguage, { readings }: Settings): number =>
  (readings === "always" || readings === "unknown") && languages[language].hanzi ? 0.34 : 0;

/** The size of a reading, in the size of its letters. */
export const readingSize = (language: LearningLanguage): number => (languages[language].hanzi ? 0.45 : 0.5);
