import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { NewSettledReading, SettledResult } from "#shared/settled-reading.ts";
import { allWords } from "./analyse.ts";
import { answerOf, api } from "./client.ts";

/** Settles the reading of a word, or undoes that. */
export function useSettleReading() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settled: NewSettledReading): Promise<SettledResult> =>
      answerOf(api.readings.settle.$post({ json: settled })),
    // other windows and live cards get the event
    onSuccess: ({ sentence }, { language }) => showSettled(client, language, sentence),
  });
}

/** Refetches everything that may show words of this sentence: texts with their words, and the changes of open conversations. */
export async function showSettled(client: QueryClient, language: LearningLanguage, sentence: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({
      queryKey: [...allWords, language],
      predicate: ({ queryKey: [, , text] }) => String(text).normalize("NFC").includes(sentence), // the key is one of wordsQuery
    }),
    client.invalidateQueries({ queryKey: ["conversation"] }),
  ]);
}
