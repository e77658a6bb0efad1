import { queryOptions } from "@tanstack/react-query";
import type { ContextState } from "#shared/context.ts";
import { answerOf, api } from "./client.ts";

type Asked = {
  /** Null: a conversation that begins with the next message. */
  conversationId: string | null;
  /** How far the conversation is: after each turn the context is another one. */
  turns: string;
  /** What is being written. */
  draftTokens: number;
  /** Who would answer: another model has another window. */
  model: string;
};

/** How full the model's window would be if the learner sent now. */
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
