import { toHiragana } from "#shared/languages/japanese.ts";

/** One form for spellings that differ only in width, case, composition or kind of kana: `ﾋﾞｰﾙ`, `ビール` → `びーる`. */
export const foldSpelling = (text: string) => toHiragana(text.normalize("NFKC").toLowerCase());
