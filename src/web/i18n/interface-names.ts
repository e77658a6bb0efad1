import type { InterfaceLanguage } from "#shared/interface-languages.ts";

/** Each language in its own words, for readers who do not know the others. */
export const interfaceNames: Record<InterfaceLanguage, string> = {
  en: "English",
  ja: "日本語",
  "zh-Hans": "简体中文",
  "zh-Hant": "繁體中文",
  ko: "한국어",
};
