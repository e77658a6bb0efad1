/**
 * A BCP 47 tag that names a language: `en`, `pt-BR`, `zh-Hant`, `ca-valencia`. Without extensions such as `-u-nu-latn`, which
 * `Intl.getCanonicalLocales` takes and `Intl.DisplayNames` refuses.
 */
export const languageTag =
  /^(?:[A-Za-z]{2,3}|[A-Za-z]{5,8})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))?$/;

/** The language's name in another language: `("pt-BR", "en")` → Brazilian Portuguese. Null for a tag that names no language. */
export function nameLanguage(tag: string, inLanguage: string): string | null {
  try {
    return new Intl.DisplayNames(inLanguage, { type: "language" }).of(tag) ?? null;
  } catch {
    return null; // RangeError
  }
}
