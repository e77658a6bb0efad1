import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { remember } from "#shared/remember.ts";
import type { Dictionaries } from "#server/dictionaries/types.ts";
import { firstMeanings, levelOf, type WordQuery, otherPart } from "./word-entries.ts";

/** Adds to each word the meanings and the level that the dictionaries have for it, and the part of speech that goes with its reading. Caches them, because a long text repeats its words. */
export function addMeanings(language: LearningLanguage, dictionaries: Dictionaries): (word: Word) => Word {
  const lookUp = remember(2_000, (key) => {
    const query = JSON.parse(key) as WordQuery;
    const partOfSpeech = otherPart(dictionaries, language, query) ?? query.partOfSpeech;
    const meanings = firstMeanings(dictionaries, language, { ...query, partOfSpeech });
    const level = levelOf(dictionaries, language, { ...query, partOfSpeech });
    return {
      ...(partOfSpeech && { partOfSpeech }),
      ...(level !== null && { level }),
      ...(meanings.length > 0 && { dictionaryMeanings: meanings }),
    };
  });
  return (word) => {
    const { surface, lemma, reading, partOfSpeech, candidates } = word;
    return {
      ...word,
      ...lookUp(JSON.stringify({ surface, lemma, reading, partOfSpeech, candidates } satisfies WordQuery)),
    };
  };
}
