import type { ExplainQuestion, NumberedWord } from "#server/tasks/explain/question.ts";
import { languageOf } from "#shared/languages/language-tags.ts";
import { saysOnly, sharesMeaning } from "./shares-meaning.ts";

export const entriesOf = ({ meanings, word }: NumberedWord): readonly string[] => [
  ...meanings,
  ...(word.dictionaryMeanings ?? []),
];

/** Our dictionaries are in English, so only English meanings can be compared with them. */
export const canCompare = ({ explanationLanguage }: ExplainQuestion, entries: readonly string[]) =>
  languageOf(explanationLanguage) === "en" && entries.some((entry) => /[a-z]/i.test(entry));

/** What a particle does is said in many ways, so nothing is compared. */
export const functionParts = new Set(["particle", "auxiliary", "conjunction", "prefix", "suffix", "counter", "other"]);

export function fits(question: ExplainQuestion, number: number, meaning: string): boolean {
  const word = question.words[number - 1];
  if (!word) return false;
  const entries = entriesOf(word);
  return canCompare(question, entries) && sharesMeaning(meaning, entries);
}

/** `by`: where the neighbour stands. */
export function fitsOnlyNeighbour(question: ExplainQuestion, number: number, meaning: string, by: 1 | -1): boolean {
  const own = question.words[number - 1];
  const neighbour = question.words[number - 1 + by];
  if (own === undefined || neighbour === undefined || fits(question, number, meaning)) return false;
  if (!fits(question, number + by, meaning)) return false;
  // what is said of a particle often names the word beside it: が before 好き "marks what is liked"
  if (functionParts.has(own.word.partOfSpeech)) return saysOnly(meaning, entriesOf(neighbour));
  return canCompare(question, entriesOf(own));
}
