import { languages } from "#shared/languages/index.ts";
import type { ExplainQuestion } from "#server/tasks/explain/question.ts";
import { scriptOf } from "#shared/languages/language-tags.ts";

/** A single meaning or the beginning of another line in the place of the note. */
export const isNoSentence = (note: string, explanationLanguage: string) =>
  /^\(.*\)$| = |^\d+[.):]\s/.test(note) ||
  (hasSpaces(explanationLanguage) && note.split(" ").length < 3 && !/\S \S.*\.$/.test(note));

const hasSpaces = (explanationLanguage: string) => ["Latn", "Cyrl", "Grek"].includes(scriptOf(explanationLanguage));

/** `The stars are often seen by people.` in the line of a word, or a text without an end. */
export const isWholeSentence = (meaning: string) =>
  (/^\p{Lu}.*[.!?]$/u.test(meaning) && meaning.split(" ").length >= 4) ||
  (/[。！？]$/u.test(meaning) && meaning.length >= 10) ||
  meaning.length > longestMeaning;

/** In UTF-16 units. A longer one is no answer to "what does this word mean here, in a few words". */
const longestMeaning = 100;

/** `＃＃＃＃＃`, `は；て；で；は；て；で` */
export const repeatsSign = (text: string) => /(.)\1{4}/u.test(text) || (text.match(/[；;、＃#]/g)?.length ?? 0) >= 5;

/** `do not밟세요`: a small model falls back into the letters of the sentence in the middle of a word. A word of the sentence may stand alone in a meaning. */
export function isMixed({ language, explanationLanguage }: ExplainQuestion, meaning: string): boolean {
  if (scriptOf(explanationLanguage) !== "Latn") return false;
  const glued = meaning.replace(/(?<!\p{sc=Latin})[^\p{sc=Latin}]+/gu, "");
  return languages[language].script.test(glued);
}

/** `I saw a 닭장.`, but not `Do you know the kanji “猫”?` */
export function isHalfTranslated({ language, explanationLanguage }: ExplainQuestion, translation: string): boolean {
  if (scriptOf(explanationLanguage) !== "Latn") return false;
  const letters = translation.replace(/["“‘'「『（(].*?["”’'」』）)]/g, "").match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => languages[language].script.test(letter)).length > letters.length * 0.15;
}
