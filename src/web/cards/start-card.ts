import { type QueryClient, queryOptions } from "@tanstack/react-query";
import type { Answer } from "#shared/answer.ts";
import { emptyAnswer } from "#shared/apply-generation-event.ts";
import type { NewCard, Started } from "#shared/chat.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { makeCard } from "#web/api/chat.ts";
import { readShownResponder, showChangedResponder } from "#web/api/status.ts";
import { useGeneration } from "#web/api/use-generation.ts";

/** Asks once per sentence: opening it again shows the same card. */
export const cardQuery = (queryClient: QueryClient, sentence: NewCard, attempt: number) =>
  queryOptions({
    queryKey: ["card", sentence, attempt],
    queryFn: () => startCard(queryClient, { ...sentence, fresh: attempt > 0 }),
    staleTime: Infinity,
    retry: false,
  });

/** Asks the model that the page shows. */
export async function startCard(queryClient: QueryClient, card: NewCard): Promise<Started> {
  const responder = await readShownResponder(queryClient);
  try {
    return await makeCard({ ...card, responder });
  } catch (failure) {
    await showChangedResponder(queryClient, failure);
    throw failure;
  }
}

/** The started answer, as it grows. */
export function useStarted(started: Started | undefined, language: LearningLanguage): Answer | null {
  return useGeneration(started ? { id: started.generationId, seq: 0, answer: emptyAnswer(language) } : null);
}
