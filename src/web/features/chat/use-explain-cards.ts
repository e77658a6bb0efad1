import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { Answer } from "#shared/answer.ts";
import type { Message } from "#shared/chat.ts";
import type { Span } from "#shared/normalise/letters.ts";
import type { ApiError } from "#shared/errors.ts";
import type { Responder } from "#shared/responder.ts";
import { makeCard } from "#web/api/chat.ts";
import { toApiError } from "#web/api/client.ts";
import { refreshConversation } from "#web/api/change-conversation.ts";
import { readShownResponder, showChangedResponder } from "#web/api/status.ts";
import { useCompletions } from "#web/api/use-completions.ts";
import { useExplanationLanguage } from "#web/cards/use-explanation-tag.ts";
import { cardsCompletedBy, withCompletions } from "./with-completions.ts";

export type ExplainFailure = {
  cardIds: readonly string[];
  error: ApiError;
  responder: Responder | null;
  /** The word that was asked about. */
  word: Span | null;
};

/** How the cards of an answer are explained after it, one by one or all. */
export type Explaining = {
  /** The running generations that complete its cards. */
  running: readonly Answer[];
  /** The cards that are being explained, or wait for it. */
  cardIds: ReadonlySet<string>;
  /** Why the last attempt failed. */
  failure: ExplainFailure | null;
  /** Asks the model for what these cards lack. */
  explain: (cardIds: readonly string[]) => void;
  fillIn: (cardId: string) => void;
  /** Asks the model about one word of a card. */
  askAbout: (word: Span, cardId: string) => void;
  stop: (generationId: string) => void;
};

const none: readonly string[] = [];

type Asked = { cardIds: readonly string[]; word?: Span };

type Options = { conversationId: string; onEnd: () => void; onStop: (generationId: string) => void };

/** Completes the cards of an answer. Goes on when the page is closed, and is followed again when the page is back. */
export function useExplainCards(answer: Answer, message: Message, { conversationId, onEnd, onStop }: Options) {
  const { id: messageId, completing, language } = message;
  const queryClient = useQueryClient();
  const explanationLanguage = useExplanationLanguage();
  const completions = useCompletions(completing, { language, onEnd });

  const start = useMutation({
    mutationFn: async ({ cardIds, word }: Asked) => {
      const responder = await readShownResponder(queryClient);
      const cards = { cards: [...cardIds], ...(word && { word: { start: word.start, end: word.end } }) };
      await makeCard({ ...cards, language, messageId, responder, ...explanationLanguage });
      // until the message lists the new generation, its cards wait
      await refreshConversation(queryClient, conversationId);
    },
    onError: (failure) => showChangedResponder(queryClient, failure),
  });
  const { mutate } = start;
  const explain = useCallback((cardIds: readonly string[]) => mutate({ cardIds }), [mutate]);
  const fillIn = useCallback((cardId: string) => mutate({ cardIds: [cardId] }), [mutate]);
  const askAbout = useCallback((word: Span, cardId: string) => mutate({ cardIds: [cardId], word }), [mutate]);

  const running = useMemo(
    () => completions.filter(({ id }) => completing.includes(id)).map((one) => one.answer),
    [completions, completing],
  );
  const starting = start.isPending ? start.variables.cardIds : none;
  const cardIds = useMemo(() => new Set([...starting, ...cardsCompletedBy(running)]), [starting, running]);
  const failure = useMemo((): ExplainFailure | null => {
    const asked = start.variables;
    const word = asked?.word ?? null;
    if (start.error) return { cardIds: asked?.cardIds ?? none, error: toApiError(start.error), responder: null, word };
    const last = completions.at(-1)?.answer;
    if (!last?.error || start.isPending) return null;
    const failed = last.cards.flatMap(({ card }) => card.completes ?? []);
    return { cardIds: failed, error: last.error, responder: last.responder, word };
  }, [start.error, start.variables, start.isPending, completions]);
  const explaining = useMemo(
    (): Explaining => ({ running, cardIds, failure, explain, fillIn, askAbout, stop: onStop }),
    [running, cardIds, failure, explain, fillIn, askAbout, onStop],
  );
  const completed = useMemo(() => withCompletions(answer, running, new Set(starting)), [answer, running, starting]);
  return { answer: completed, explaining };
}
