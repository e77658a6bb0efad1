import type { LearningLanguage } from "#shared/languages/types.ts";
import type { LanguageAnalyser, LanguageData } from "./language-analyser.ts";
import { analyseAnyText, type TextAnalyser } from "./normalise/text-analyser.ts";

/** The analysers, each in its own chunk: a learner of Korean never loads the Japanese dictionary. */
const loaders: Record<LearningLanguage, (data: LanguageData, isTaiwan: boolean) => Promise<LanguageAnalyser>> = {
  ja: async (data) => (await import("./japanese/japanese.ts")).createJapanese(data),
  "zh-Hans": async (data) => (await import("./chinese/chinese.ts")).createChinese(data),
  "zh-Hant": async (data, isTaiwan) =>
    (await import("./chinese/chinese.ts")).createChinese(data, { isTraditional: true, isTaiwan }),
  ko: async (data) => (await import("./korean/korean.ts")).createKorean(data),
};

/** Loads a language's analyser and puts it behind the normalisation of texts. `isTaiwan`: Traditional Chinese is read as in Taiwan. */
export const loadLanguage = async (
  language: LearningLanguage,
  data: LanguageData,
  isTaiwan = false,
): Promise<TextAnalyser> => analyseAnyText(language, await loaders[language](data, isTaiwan), data.dictionaries);
