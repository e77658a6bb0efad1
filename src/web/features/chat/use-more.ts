import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { forgetEarlier, loadMore, type OpenConversation } from "#web/api/conversations.ts";

/** The messages before or after those that are loaded. */
export type More = {
  hasMore: boolean;
  state: "idle" | "loading" | "failed";
  load: () => void;
};

/** Loads the earlier or later messages of an open conversation on request. */
export function useMore(
  conversationId: string | null,
  open: OpenConversation | undefined,
  side: "earlier" | "later",
): More {
  const queryClient = useQueryClient();
  const { mutate, isPending, isError, variables, reset } = useMutation({
    mutationFn: (id: string) => loadMore(queryClient, id, side),
  });
  const isOwn = variables === conversationId;
  const isLoading = isPending && isOwn;
  const load = useCallback(() => {
    if (conversationId !== null && !isLoading) mutate(conversationId);
  }, [conversationId, isLoading, mutate]);
  useEffect(() => reset, [conversationId, reset]);
  const state = isLoading ? "loading" : isError && isOwn ? "failed" : "idle";
  return { hasMore: (open?.[side] ?? null) !== null, state, load };
}

/** Keeps only the newest messages when the learner leaves the conversation, and when the returned function is called. */
export function useForget(conversationId: string | null): () => void {
  const queryClient = useQueryClient();
  const forget = useCallback(() => {
    if (conversationId !== null) forgetEarlier(queryClient, conversationId);
  }, [conversationId, queryClient]);
  useEffect(() => forget, [forget]);
  return forget;
}
