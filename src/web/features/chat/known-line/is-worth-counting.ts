import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** In UTF-16 units: a shorter text has too few words for a share of them to say much. */
const shortest = 12;
/** A learner writes shorter messages; a longer one is a text that they read. */
const shortestPasted = 80;

export const isWorthCounting = (text: string, language: LearningLanguage): boolean =>
  text.length >= shortest && isWrittenIn(text, language);

export const isPasted = (text: string, language: LearningLanguage): boolean =>
  text.length >= shortestPasted && isWorthCounting(text, language);
