import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Analyser } from "#server/languages/types.ts";

/** What is stored beside words that were just found. Null if a bundled dictionary could not be read: then they are looked for again when the card is opened. */
export const engineOf = (analyser: Analyser, language: LearningLanguage): string | null =>
  analyser.isIncomplete(language) ? null : analyser.engine();
