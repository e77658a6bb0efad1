import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { NewSettledReading, SettledResult } from "#shared/settled-reading.ts";
import { allWords } from "./analyse.ts";
import { answerOf, api } from "./client.ts";

/** Settles the reading of a word, or takes that back. */
export function useSettleReading() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (settled: NewSettledReading): Promise<SettledResult> =>
      answerOf(api.readings.settle.$post({ json: settled })),
    // other windows, and cards that are followed, learn of it by the event
    onSuccess: ({ sentence }, { language }) => showSettled(client, language, sentence),
  });
}

/** Reads again what may show words of this sentence: texts with their words, and open conversations, which read only what has changed. */
export async function showSettled(client: QueryClient, language: LearningLanguage, sentence: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({
      queryKey: [...allWords, language],
      predicate: ({ queryKey }) => String(queryKey.at(-1)).normalize("NFC").includes(sentence),
    }),
    client.invalidateQueries({ queryKey: ["conversation"] }),
  ]);
}
