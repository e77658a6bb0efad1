import { basename, join } from "node:path";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** The files of the dictionaries that come with Blossom, in the folder that `scripts/build-data.ts` fills. */
const bundled: Record<LearningLanguage, string> = {
  ja: "starter-ja.sqlite",
  ko: "starter-ko.sqlite",
  "zh-Hans": "cc-cedict.sqlite",
  "zh-Hant": "cc-cedict.sqlite",
};

export const bundledPaths = (dataDir: string) =>
  [...new Set(Object.values(bundled))].map((name) => join(dataDir, name));

/** Whether the file is the bundled dictionary of a language, also when it cannot be opened. */
export const isBundledFor = (path: string, language: LearningLanguage): boolean => basename(path) === bundled[language];

/** The table of the parts of kanji and hanzi. */
export const characterPartsPath = (dataDir: string) => join(dataDir, "characters.tsv");
