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

/** Whether two tags name the same language in the same script: `zh` and `zh-CN`, not `zh` and `zh-TW`. */
export function isSameLanguage(one: string, other: string): boolean {
  return one === other || (languageOf(one) === languageOf(other) && scriptOf(one) === scriptOf(other));
}

/** `zh-TW` → zh. Empty for a text that is not a tag. */
export const languageOf = (tag: string): string => localeOf(tag)?.language ?? "";

/** The script that a language is usually written in, as Unicode's language data has it: `zh-TW` → Hant, `en` → Latn. */
export function scriptOf(tag: string): string {
  const known = scripts.get(tag);
  if (known !== undefined) return known;
  const script = localeOf(tag)?.maximize().script ?? "";
  if (scripts.size < mostScripts) scripts.set(tag, script);
  return script;
}

/** The region whose usage a tag stands for: `zh-TW` and `zh-Hant` → TW. */
export const regionOf = (tag: string): string => localeOf(tag)?.maximize().region ?? "";

// a text is compared with the same few tags for each of its messages, and the first use of a tag takes a millisecond
const scripts = new Map<string, string>();
/** Settings hold few tags; a caller with many must not fill the memory. */
const mostScripts = 100;

function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag);
  } catch {
    return null; // RangeError
  }
}
