import { queryOptions } from "@tanstack/react-query";
import type { Word } from "#shared/card.ts";
import { beginningOf } from "#shared/beginning-of.ts";
import type { LookUp } from "#shared/dictionaries.ts";
import { longestLookUp } from "#shared/longest-look-up.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { answerOf, api } from "./client.ts";

/** All words that were looked up. */
export const allLookUps = ["look-up"] as const;

/** No dictionary has a longer word. */
const searched = (text: string) => beginningOf(text, longestLookUp);

/** The dictionaries' data about a word. It rarely changes, and the server announces changes (`applyChanges`). */
export const lookUpQuery = (language: LearningLanguage, { surface, lemma, reading, partOfSpeech }: Word) => {
  const query = {
    language,
    surface: searched(surface),
    lemma: lemma && searched(lemma),
    reading: searched(reading) || undefined,
    partOfSpeech,
  };
  return queryOptions({
    queryKey: [...allLookUps, query],
    queryFn: (): Promise<LookUp> => answerOf(api.dictionary.$get({ query })),
    staleTime: Infinity,
    gcTime: 30 * 60_000,
  });
};
