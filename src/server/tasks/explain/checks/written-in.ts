import { scriptOf } from "#shared/languages/language-tags.ts";

/** The letters of an explanation language, by the script that Unicode's language data gives for its tag. */
const letters: Record<string, RegExp> = {
  Jpan: /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々]/gu,
  Hans: /\p{sc=Han}/gu,
  Hant: /\p{sc=Han}/gu,
  Kore: /\p{sc=Hangul}/gu,
  Latn: /\p{sc=Latin}/gu,
  Cyrl: /\p{sc=Cyrillic}/gu,
  Arab: /\p{sc=Arabic}/gu,
  Grek: /\p{sc=Greek}/gu,
  Hebr: /\p{sc=Hebrew}/gu,
  Thai: /\p{sc=Thai}/gu,
  Deva: /\p{sc=Devanagari}/gu,
};

/** `VOA`, `iPhone` and `Tokyo Tower` are the same in every language. */
const isName = (text: string) =>
  (text.match(/[\p{L}\p{N}'’.-]+/gu) ?? []).every((word) => /\p{Lu}|^\p{N}+$/u.test(word));

/** The share of the letters of a text that the explanation language is written with; null for a script that we do not know, or without letters. */
function ownShare(text: string, explanationLanguage: string): number | null {
  const own = letters[scriptOf(explanationLanguage)];
  const all = text.match(/\p{L}/gu)?.length ?? 0;
  return own === undefined || all === 0 ? null : (text.match(own)?.length ?? 0) / all;
}

/** Whether a meaning can be in the explanation language. What it quotes of the sentence may be in other letters. */
export function isMeaningIn(text: string, explanationLanguage: string): boolean {
  const share = ownShare(text, explanationLanguage);
  return share === null || share >= 0.5 || isName(text);
}

/** The same for a translation or a note, which are longer: a Japanese sentence has kana. `least`: the share of its own letters. */
export function isSentenceIn(text: string, explanationLanguage: string, least: number): boolean {
  const share = ownShare(text, explanationLanguage);
  if (share === null) return true;
  const hasKana = /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text);
  const isLong = (text.match(/\p{L}/gu)?.length ?? 0) >= 6;
  return share >= least && !(scriptOf(explanationLanguage) === "Jpan" && isLong && !hasKana);
}
