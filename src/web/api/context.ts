import { queryOptions } from "@tanstack/react-query";
import type { ContextState } from "#shared/context.ts";
import { answerOf, api } from "./client.ts";

type Asked = {
  /** Null: the next message begins a new conversation. */
  conversationId: string | null;
  /** How far the conversation is: each turn changes the context. */
  turns: string;
  /** The size of the draft. */
  draftTokens: number;
  /** The model that would answer: each model has its own window. */
  model: string;
};

/** How full the model's window would be if the learner sent the draft now. */
export const contextQuery = ({ conversationId, turns, draftTokens, model }: Asked) =>
  queryOptions({
    queryKey: ["llm", "context", conversationId, model, turns, draftTokens],
    queryFn: (): Promise<ContextState> => {
      const query = { draftTokens: String(draftTokens), ...(conversationId !== null && { conversationId }) };
      return answerOf(api.llm.context.$get({ query }));
    },
    staleTime: 5_000,
    retry: false,
  });
