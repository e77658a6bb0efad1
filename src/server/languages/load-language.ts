import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Dictionaries } from "#server/dictionaries/types.ts";
import type { ChineseWords } from "./chinese/chinese.ts";
import type { LanguageData } from "./language-analyser.ts";
import { analyseAnyText, type TextAnalyser } from "./normalise/text-analyser.ts";

export type LoadLanguage = (language: LearningLanguage, isTaiwan?: boolean) => Promise<TextAnalyser>;

/**
 * Returns a function that loads a language's analyser and puts it behind the normalisation of texts. `isTaiwan`: Traditional Chinese is
 * read as in Taiwan. Each analyser is a chunk of its own: a learner of Korean never loads the Japanese dictionary. Both scripts of Chinese
 * share their words, which take 25 MB. `meanings`: the dictionaries whose meanings the learner wants.
 */
export function createLoader(data: LanguageData, meanings: Dictionaries = data.dictionaries): LoadLanguage {
  let words: ChineseWords | undefined;
  const chinese = async (options: { isTraditional?: boolean; isTaiwan?: boolean }) => {
    const { createChinese, openChineseWords } = await import("./chinese/chinese.ts");
    words ??= openChineseWords(data);
    return createChinese(data, { ...options, words });
  };
  const load = {
    ja: async () => (await import("./japanese/japanese.ts")).createJapanese(data),
    "zh-Hans": () => chinese({}),
    "zh-Hant": (isTaiwan: boolean) => chinese({ isTraditional: true, isTaiwan }),
    ko: async () => (await import("./korean/korean.ts")).createKorean(data),
  };
  return async (language, isTaiwan = false) => analyseAnyText(language, await load[language](isTaiwan), meanings);
}
