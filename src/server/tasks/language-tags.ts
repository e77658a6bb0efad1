import * as tags from "#shared/languages/language-tags.ts";

/**
 * The English name of an explanation language, a BCP 47 tag: `pt-BR` → Brazilian Portuguese. If its script is not the
 * usual one of the language, the script counts and not the region: `zh-TW` → Traditional Chinese.
 */
export function nameLanguage(tag: string): string {
  const [language, script] = [tags.languageOf(tag), tags.scriptOf(tag)];
  const isUsual = script === "" || script === tags.scriptOf(language);
  return tags.nameLanguage(isUsual ? tag : `${language}-${script}`, "en") ?? tag;
}
