import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { forgetEarlier, loadEarlier, type OpenConversation } from "#web/api/conversations.ts";

/** The messages before those that are loaded. */
export type Earlier = {
  hasMore: boolean;
  state: "idle" | "loading" | "failed";
  load: () => void;
  /** Keeps only the newest messages. */
  forget: () => void;
};

/** Loads the earlier messages of an open conversation on request, and forgets them when the learner leaves it. */
export function useEarlier(conversationId: string | null, open: OpenConversation | undefined): Earlier {
  const queryClient = useQueryClient();
  const { mutate, isPending, isError, variables, reset } = useMutation({
    mutationFn: (id: string) => loadEarlier(queryClient, id),
  });
  const isOwn = variables === conversationId;
  const isLoading = isPending && isOwn;
  const load = useCallback(() => {
    if (conversationId !== null && !isLoading) mutate(conversationId);
  }, [conversationId, isLoading, mutate]);
  const forget = useCallback(() => {
    if (conversationId !== null) forgetEarlier(queryClient, conversationId);
  }, [conversationId, queryClient]);
  useEffect(
    () => () => {
      forget();
      reset();
    },
    [forget, reset],
  );
  const state = isLoading ? "loading" : isError && isOwn ? "failed" : "idle";
  return { hasMore: (open?.earlier ?? null) !== null, state, load, forget };
}
