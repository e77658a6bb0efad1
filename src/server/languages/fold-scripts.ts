import type { LearningLanguage } from "#shared/languages/types.ts";
import { simplifiedCharacters } from "./chinese/scripts.ts";

/** The languages that are written in two scripts: for a text, its characters in one and how the other writes them. */
const scripts: Partial<Record<LearningLanguage, (text: string) => Record<string, string>>> = {
  "zh-Hans": simplifiedCharacters,
  "zh-Hant": simplifiedCharacters,
};

/** What the page needs to see that a sentence is the same in the other script. Empty for most languages and texts. */
export const foldScripts = (text: string, language: LearningLanguage): Record<string, string> =>
  scripts[language]?.(text) ?? {};
