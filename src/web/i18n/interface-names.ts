import type { InterfaceLanguage } from "#shared/settings.ts";

/** Each in its own words, for somebody who cannot read the others. */
export const interfaceNames: Record<InterfaceLanguage, string> = {
  en: "English",
  ja: "日本語",
  zh: "简体中文",
  ko: "한국어",
};
