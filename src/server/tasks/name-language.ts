/** The English name of an explanation language, a BCP 47 tag: `pt-BR` → Brazilian Portuguese. */
export const nameLanguage = (tag: string): string => new Intl.DisplayNames("en", { type: "language" }).of(tag) ?? tag;

/** Whether two tags name the same language in the same script: `zh` and `zh-CN`, not `zh` and `zh-TW`. */
export function isSameLanguage(one: string, other: string): boolean {
  const [first, second] = [new Intl.Locale(one).maximize(), new Intl.Locale(other).maximize()]; // zh → zh-Hans-CN
  return first.language === second.language && first.script === second.script;
}
