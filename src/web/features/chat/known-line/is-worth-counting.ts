import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** In UTF-16 units: the share of known words says little about fewer words. */
const shortest = 12;
/** A learner writes shorter messages; a longer one is a text that they read. */
const shortestPasted = 80;

export const isWorthCounting = (text: string, language: LearningLanguage): boolean =>
  text.length >= shortest && isWrittenIn(text, language);

export const isPasted = (text: string, language: LearningLanguage): boolean =>
  text.length >= shortestPasted && isWorthCounting(text, language);
