import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { NewCard } from "#shared/chat.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import { cardQuery, useExplainedIn } from "#web/cards/start-card.ts";
import type { Living } from "#web/text/living.ts";

/** How much of the sentence helps a model. */
const longestContext = 200;

/** The question to the model: the word, and the parts of its sentence before and after it. */
export function questionOf({ text, language, words, index, messageId }: Living): NewCard {
  const word = words[index]!;
  return {
    text: withoutBrackets(word.surface, language),
    language,
    messageId,
    context: {
      before: [text.slice(0, word.start).slice(-longestContext)].filter(Boolean),
      after: [text.slice(word.end).slice(0, longestContext)].filter(Boolean),
    },
  };
}

/** The request for the explanation of a word; the same word in the same sentence is asked about once. */
export function useQuestion(living: Living) {
  const queryClient = useQueryClient();
  const { tag, request } = useExplainedIn();
  const question = { ...questionOf(living), ...request };
  return { question, query: cardQuery(queryClient, question, tag) };
}

export type Explained = { isWanted: boolean; key: string; ask: () => void };

/** Whether the learner wants the model's explanation of this word. An earlier one is shown again. */
export function useExplained(living: Living): Explained {
  const queryClient = useQueryClient();
  const { query } = useQuestion(living);
  const key = JSON.stringify(query.queryKey);
  const [wanted, setWanted] = useState<string | null>(null);
  const isWanted = wanted === key || queryClient.getQueryData(query.queryKey) !== undefined;
  return { isWanted, key, ask: () => setWanted(key) };
}
