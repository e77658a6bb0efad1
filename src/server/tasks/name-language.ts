/** The English name of an explanation language, a BCP 47 tag: `pt-BR` → Brazilian Portuguese. */
export const nameLanguage = (tag: string): string => new Intl.DisplayNames("en", { type: "language" }).of(tag) ?? tag;
