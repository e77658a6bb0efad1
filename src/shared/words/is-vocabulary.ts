import type { PartOfSpeech, Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

const neverCounted: ReadonlySet<PartOfSpeech> = new Set([
  "particle",
  "auxiliary",
  "name",
  "prefix",
  "suffix",
  "interjection",
  "other",
]);
/** 123個 is no word that a learner looks up; 三人 is on a learner's list and has a level. */
const countedWithLevel: ReadonlySet<PartOfSpeech> = new Set(["numeral", "counter"]);

/** Whether a learner learns this word as a word, and not as grammar or as a name. */
export function isVocabulary(word: Word, language: LearningLanguage): boolean {
  const { surface, partOfSpeech, level, dictionaryMeanings } = word;
  const { script, notVocabulary } = languages[language];
  if (neverCounted.has(partOfSpeech) || !script.test(surface)) return false;
  if (level === undefined && countedWithLevel.has(partOfSpeech)) return false;
  if (notVocabulary?.grammar.test(surface)) return false;
  return dictionaryMeanings !== undefined || !notVocabulary?.name.test(surface);
}
