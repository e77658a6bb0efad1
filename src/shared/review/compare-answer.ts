import { languages } from "#shared/languages/index.ts";
import { hasTone, withoutTone } from "#shared/languages/pinyin.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Grade } from "./review-values.ts";

/** What may be typed for a word. */
export type Expected = {
  /** As it is written: in this sentence first, then as its dictionary form. */
  written: readonly string[];
  readings: readonly string[];
  /** A correction is often one letter: 映画が and 映画を, 학교는 and 학교은. */
  isSentence?: boolean;
};

/**
 * `right`: as written. `reading`: its reading. `form`: its dictionary form, where the sentence has another. `noTones`: its reading without tones.
 * `tones`: its reading with other tones. `typo`: one letter differs.
 */
export const comparisons = ["right", "reading", "form", "noTones", "tones", "typo", "wrong"] as const;
export type Comparison = (typeof comparisons)[number];

/** The grade that an answer deserves. The learner decides. */
export const gradeOf: Record<Comparison, Grade> = {
  right: 3,
  reading: 3,
  form: 3,
  noTones: 3,
  typo: 3,
  tones: 2,
  wrong: 1,
};

/** Compares an answer with a word. Width, case, spaces and punctuation do not count. */
export function compareAnswer(
  language: LearningLanguage,
  typed: string,
  { written, readings, isSentence = false }: Expected,
): Comparison {
  const answer = plain(typed);
  if (answer === "") return "wrong";
  const at = written.findIndex((each) => plain(each) === answer);
  if (at === 0) return "right";
  const { toOwnNotation, normaliseReading, hasTones } = languages[language];
  const toReading = (text: string) => plain(normaliseReading(toOwnNotation(text.normalize("NFKC").trim())));
  const said = toReading(typed);
  const expected = readings.filter(Boolean).map(toReading);
  if (expected.includes(said)) return "reading";
  if (at > 0) return "form";
  if (hasTones) {
    const isAlike = expected.some((each) => withoutTone(each) === withoutTone(said));
    if (isAlike) return hasTone(said) ? "tones" : "noTones";
  }
  if (isSentence) return "wrong";
  const letters = hasTones ? (text: string) => withoutTone(text) : toLetters;
  const isNear = (one: string, other: string) => mayHaveTypo(other) && isOneApart(letters(one), letters(other));
  const isTypo = written.some((each) => isNear(answer, plain(each))) || expected.some((each) => isNear(said, each));
  return isTypo ? "typo" : "wrong";
}

const plain = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, "");

/** The letters of Hangul syllables, and everything else as it is. */
const toLetters = (text: string) => (/\p{sc=Hangul}/u.test(text) ? text.normalize("NFD") : text);

/** Another kanji is another word, and in a short word another letter is, too. */
const mayHaveTypo = (text: string) => !/\p{sc=Han}/u.test(text) && toLetters(text).length >= 4;

/** Whether one letter was added, left out, replaced, or exchanged with the next. */
function isOneApart(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from++;
  const rest = (text: string, skipped: number) => text.slice(from + skipped);
  if (long.length > short.length) return rest(short, 0) === rest(long, 1);
  const isExchanged = short[from] === long[from + 1] && short[from + 1] === long[from];
  return rest(short, 1) === rest(long, 1) || (isExchanged && rest(short, 2) === rest(long, 2));
}
