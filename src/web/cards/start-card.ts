import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { useState } from "react";
import type { Answer } from "#shared/answer.ts";
import { emptyAnswer } from "#shared/apply-generation-event.ts";
import type { NewCard, Started } from "#shared/chat.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { makeCard } from "#web/api/chat.ts";
import { readShownResponder, showChangedResponder } from "#web/api/status.ts";
import { useGeneration } from "#web/api/use-generation.ts";
import { useExplanationLanguage, useExplanationTag } from "./use-explanation-tag.ts";

/**
 * What a card is explained in, fixed when it opens. `request`: for the server, which decides until the settings are loaded. `tag`: the same language also
 * then, so that settings which load later do not ask for a second card.
 */
export function useExplainedIn() {
  const explained = { tag: useExplanationTag(), request: useExplanationLanguage() };
  return useState(explained)[0];
}

/** Asks once per sentence: opening it again shows the same card. `tag`: what it is explained in. */
export const cardQuery = (queryClient: QueryClient, sentence: NewCard, tag: string, attempt = 0) =>
  queryOptions({
    queryKey: ["card", { ...sentence, explanationLanguage: tag }, attempt],
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
