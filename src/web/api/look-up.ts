import { queryOptions } from "@tanstack/react-query";
import type { Word } from "#shared/card.ts";
import { beginningOf } from "#shared/beginning-of.ts";
import type { LookUp } from "#shared/dictionaries.ts";
import { longestLookUp } from "#shared/longest-look-up.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { answerOf, api } from "./client.ts";

/** All words that were looked up. */
export const allLookUps = ["look-up"] as const;

/** No dictionary has what is longer. */
const searched = (text: string) => beginningOf(text, longestLookUp);

/** What the dictionaries say of a word. They change seldom, and the server says when (`applyChanges`). */
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
