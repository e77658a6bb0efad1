import { isWrittenIn, languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** Letters and digits, in one width. Korean keeps its spaces between words, because a wrong space is a mistake there. */
export function toLetters(text: string, language: LearningLanguage): string {
  const other = languages[language].wordSeparator === " " ? /[^\p{L}\p{M}\p{N} ]/gu : /[^\p{L}\p{M}\p{N}]/gu;
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").replace(other, "").trim();
}

/** The share of letters that two sentences must have in common: in any order, and in the same order. Hanzi carry more than kana. */
const leastCommon = { ja: 0.55, "zh-Hans": 0.65, "zh-Hant": 0.65, ko: 0.55 };
const leastInOrder = 0.35;
/** Above this, two sentences are nearly the same, whatever else differs. */
const nearlySame = 0.85;
/** The share of the learner's kanji that a correction keeps. It changes endings and particles more often than words. */
const leastKanji = 0.6;

/**
 * Whether a model's sentence can be a correction of the learner's: it has too much in common with it to be a reply, a translation or
 * the correction of something else.
 */
export function isVersion(sentence: string, version: string, language: LearningLanguage): boolean {
  if (!isWrittenIn(version, language) || (hasLatin(version) && !hasLatin(sentence))) return false;
  if (isLessOf(sentence, version, language)) return false;
  if (isNearlySame(sentence, version, language)) return true;
  const [given, made] = [toList(sentence, language), toList(version, language)];
  return (
    isQuestion(sentence) === isQuestion(version) &&
    keepsKanji(given, made, language) &&
    shareOf(commonLetters(given, made), given, made) >= leastCommon[language] &&
    shareOf(commonInOrder(given, made), given, made) >= leastInOrder
  );
}

/** Whether two sentences differ in a letter or two only. */
export function isNearlySame(sentence: string, version: string, language: LearningLanguage): boolean {
  const [given, made] = [toList(sentence, language), toList(version, language)];
  return shareOf(commonInOrder(given, made), given, made) >= nearlySame;
}

/** How many letters of each sentence are compared. The time grows with the product of both lengths. */
const mostCompared = 300;
const toList = (text: string, language: LearningLanguage) =>
  Array.from(toLetters(text, language).replaceAll(" ", "").slice(0, mostCompared));

const shareOf = (common: number, one: readonly string[], other: readonly string[]) =>
  (2 * common) / Math.max(1, one.length + other.length);

const hasLatin = (text: string) => /\p{sc=Latin}/u.test(text.normalize("NFKC"));

/** How many letters with a meaning of their own a correction may take away without putting anything in their place. */
const mostTaken = { ja: 1, "zh-Hans": 1, "zh-Hant": 1, ko: 2 };

/** `因为下雨，所以我们没出去。` → `我们没出去。`: only a part of the sentence. Kana are endings and particles, which may go. */
function isLessOf(sentence: string, version: string, language: LearningLanguage): boolean {
  const [given, made] = [toList(sentence, language), toList(version, language)];
  if (commonInOrder(given, made) < made.length) return false;
  const weight = (letters: readonly string[]) =>
    letters.filter((letter) => /[\p{sc=Han}\p{sc=Hangul}]/u.test(letter)).length;
  return weight(given) - weight(made) > mostTaken[language];
}

/** A reply often repeats half of the sentence and asks about it. */
const isQuestion = (text: string) => /[?？]|か[。．.]?$|[吗嗎][。．.]?$/u.test(text.trim());

/** Kana in the sentence and none in the version: a translation into Chinese. Kanji that vanish: another sentence. */
function keepsKanji(given: readonly string[], made: readonly string[], language: LearningLanguage): boolean {
  const { contentLetters } = languages[language];
  if (!contentLetters) return true;
  const isKana = (letter: string) => /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(letter);
  if (given.some(isKana) && !made.some(isKana)) return false;
  const kanji = given.filter((letter) => contentLetters.test(letter));
  return kanji.length < 3 || commonLetters(kanji, made) / kanji.length >= leastKanji;
}

function commonLetters(one: readonly string[], other: readonly string[]): number {
  const rest = [...other];
  return one.filter((letter) => {
    const at = rest.indexOf(letter);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  }).length;
}

/** The length of the longest common subsequence. */
function commonInOrder(one: readonly string[], other: readonly string[]): number {
  let row = new Uint16Array(other.length + 1);
  let next = new Uint16Array(other.length + 1);
  for (const letter of one) {
    for (let index = 0; index < other.length; index += 1)
      next[index + 1] = letter === other[index] ? row[index]! + 1 : Math.max(row[index + 1]!, next[index]!);
    [row, next] = [next, row];
  }
  return row.at(-1) ?? 0;
}
