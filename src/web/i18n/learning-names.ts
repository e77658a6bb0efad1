import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** The names of the learning languages for a sentence of the interface. A choice of languages shows each in its own words instead. */
export const learningNames: Record<InterfaceLanguage, Record<LearningLanguage, string>> = {
  en: { ja: "Japanese", "zh-Hans": "Simplified Chinese", "zh-Hant": "Traditional Chinese", ko: "Korean" },
  ja: { ja: "日本語", "zh-Hans": "中国語（簡体字）", "zh-Hant": "中国語（繁体字）", ko: "韓国語" },
  "zh-Hans": { ja: "日语", "zh-Hans": "简体中文", "zh-Hant": "繁体中文", ko: "韩语" },
  "zh-Hant": { ja: "日文", "zh-Hans": "簡體中文", "zh-Hant": "繁體中文", ko: "韓文" },
  ko: { ja: "일본어", "zh-Hans": "중국어(간체)", "zh-Hant": "중국어(번체)", ko: "한국어" },
};
