import type { DictionaryInfo } from "#server/dictionaries/types.ts";

/** The language of a dictionary: as it says itself, or by the letters of its words. Null for a language that Blossom does not teach. */
export function guessLanguage(stated: string | undefined, words: string): DictionaryInfo["language"] | null {
  const own = (["ja", "zh", "ko"] as const).find((code) => stated?.toLowerCase().startsWith(code));
  if (own) return own;
  const count = (letter: RegExp) => words.match(letter)?.length ?? 0;
  const letters = count(/\p{L}/gu);
  const kana = count(/[\p{sc=Hiragana}\p{sc=Katakana}]/gu);
  if (count(/\p{sc=Hangul}/gu) > letters / 2) return "ko";
  if (kana > letters / 20) return "ja";
  return count(/\p{sc=Han}/gu) > letters / 2 ? "zh" : null;
}
