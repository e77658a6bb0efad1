/** Codes of libraries, which BCP 47 does not know. */
const older: Readonly<Record<string, string>> = { chi: "zh", cmn: "zh" };

/** `jpn → ja`, `chi → zh`. Null if the language is not known. */
export function toLanguageTag(code: string): string | null {
  if (code === "" || /^(?:und|mis|mul|zxx)\b/.test(code) || code.length > 60) return null;
  try {
    return older[code] ?? Intl.getCanonicalLocales(code)[0] ?? null;
  } catch {
    return null; // no tag at all
  }
}
