import * as tags from "#shared/languages/language-tags.ts";

/** The English name of an explanation language, a BCP 47 tag: `pt-BR` → Brazilian Portuguese. */
export const nameLanguage = (tag: string): string => tags.nameLanguage(tag, "en") ?? tag;

/** Whether two tags name the same language in the same script: `zh` and `zh-CN`, not `zh` and `zh-TW`. */
export function isSameLanguage(one: string, other: string): boolean {
  return languageOf(one) === languageOf(other) && scriptOf(one) === scriptOf(other);
}

/** `zh-TW` → zh */
export const languageOf = (tag: string): string => new Intl.Locale(tag).language;

/** The script that a language is usually written in, as Unicode's language data has it: `zh-TW` → Hant, `en` → Latn. */
export const scriptOf = (tag: string): string => new Intl.Locale(tag).maximize().script ?? "";
