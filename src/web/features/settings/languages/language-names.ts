import * as tags from "#shared/languages/language-tags.ts";
import type { InterfaceLanguage } from "#shared/interface-languages.ts";

/** Languages that current models write well. BCP 47. */
const explanationLanguages =
  "ar bg bn ca cs da de el en es et fa fi fil fr he hi hr hu id it ja ko lt lv ms nb nl pl pt-BR pt-PT ro ru sk sl sr sv sw ta th tr uk ur vi zh-Hans zh-Hant".split(
    " ",
  );

type LanguageName = { tag: string; name: string };

/** All languages for explanations, with names and order in the interface language. */
export function listExplanationLanguages(language: InterfaceLanguage, chosen: string | null): LanguageName[] {
  const { compare } = new Intl.Collator(language);
  const tags = new Set([...explanationLanguages, ...(chosen ? [chosen] : [])]);
  return [...tags].map((tag) => ({ tag, name: nameLanguage(tag, language) })).sort((a, b) => compare(a.name, b.name));
}

/** `("ja", "en") → Japanese`, `("ja", "ko") → 일본어` */
export function nameLanguage(tag: string, language: InterfaceLanguage): string {
  return tags.nameLanguage(tag, language) ?? tag;
}
