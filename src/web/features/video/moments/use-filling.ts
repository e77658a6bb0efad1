import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Answer, AnswerCard } from "#shared/answer.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Span } from "#shared/normalise/letters.ts";
import { startCard, useStarted } from "#web/cards/start-card.ts";
import { useExplanationLanguage } from "#web/cards/use-explanation-tag.ts";

type Asked = { cardId: string; word?: Span };

/** Asks the model for what a card lacks, or about one of its words. */
export function useFilling(language: LearningLanguage) {
  const queryClient = useQueryClient();
  const explanation = useExplanationLanguage();
  const [added, setAdded] = useState<readonly AnswerCard[]>([]);
  const start = useMutation({
    mutationFn: ({ cardId, word }: Asked) =>
      startCard(queryClient, { language, ...explanation, cards: [cardId], ...(word && { word }) }),
  });
  const answer = useStarted(start.data, language);
  const asked = start.variables?.cardId ?? null;
  const isRunning = start.isPending || (answer !== null && answer.outcome === null);
  const newest = answer?.cards.find(({ card }) => card.completes === asked && card.words.length > 0);
  if (newest && !isRunning && !added.includes(newest)) setAdded([...added, newest]);

  /** The card with what was added to it. */
  const complete = (card: AnswerCard): AnswerCard => {
    const later = (card.id === asked && newest) || added.findLast((one) => one.card.completes === card.id);
    if (later) return { ...later, id: card.id };
    return card.id === asked && isRunning ? { ...card, state: "asked" } : card;
  };
  return {
    answer: answer as Answer | null,
    error: start.error,
    isRunning: (cardId: string) => isRunning && cardId === asked,
    complete,
    fillIn: (cardId: string) => start.mutate({ cardId }),
    askAbout: ({ start: from, end }: Span, cardId: string) => start.mutate({ cardId, word: { start: from, end } }),
    again: () => start.variables && start.mutate(start.variables),
  };
}
