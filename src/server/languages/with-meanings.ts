import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { remember } from "#shared/remember.ts";
import type { Dictionaries } from "#server/dictionaries/types.ts";
import { firstMeanings, type Looked } from "./word-entries.ts";

/** Adds to each word the meanings that the dictionaries have for it. A long text repeats its words, so they are kept. */
export function addMeanings(language: LearningLanguage, dictionaries: Dictionaries): (word: Word) => Word {
  const lookUp = remember(2_000, (key) => firstMeanings(dictionaries, language, JSON.parse(key) as Looked));
  return (word) => {
    const { surface, lemma, reading, partOfSpeech, candidates } = word;
    const meanings = lookUp(JSON.stringify({ surface, lemma, reading, partOfSpeech, candidates } satisfies Looked));
    return meanings.length > 0 ? { ...word, dictionaryMeanings: meanings } : word;
  };
}
