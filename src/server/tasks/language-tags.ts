import * as tags from "#shared/languages/language-tags.ts";

/** The English name of an explanation language, a BCP 47 tag: `pt-BR` → Brazilian Portuguese. */
export const nameLanguage = (tag: string): string => tags.nameLanguage(tag, "en") ?? tag;
