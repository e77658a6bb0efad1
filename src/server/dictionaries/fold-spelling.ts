import { toHiragana } from "#shared/languages/japanese.ts";

/** Maps spellings that differ only in width, case, composition or kind of kana to one form: `ﾋﾞｰﾙ`, `ビール` → `びーる`. */
export const foldSpelling = (text: string) => toHiragana(text.normalize("NFKC").toLowerCase());
