/**
 * A text as a search compares it: one form for full and half width, upper and lower case, composed and decomposed letters, and runs of spaces.
 * `ｶﾞｯｺｳ ＡＢＣ → ガッコウ ABC`, `straße → STRASSE`. Upper case, because lower case depends on the neighbours: `ΟΔΟΣ → οδος`, `ΟΔΟΣΑ → οδοσα`.
 */
export const toSearchForm = (text: string): string =>
  text
    .toWellFormed()
    .normalize("NFKC")
    .toUpperCase()
    .normalize("NFKC")
    .replaceAll("〜", "~") // Windows writes ～, which NFKC makes ~
    .replace(/[\u{FE00}-\u{FE0F}]/gu, "") // ❤ and ❤️
    .replace(/\s+/gu, " ")
    .trim();

/** Whether a search for `part` finds this text. */
export const isFoundBy = (part: string, text: string | null): boolean =>
  toSearchForm(text ?? "").includes(toSearchForm(part));
