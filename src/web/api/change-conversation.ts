import type { Conversation } from "#shared/chat.ts";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { binQuery } from "./bin.ts";
import { changeCached } from "./change-cached.ts";
import { answerOf, api, ApiFailure, asJson } from "./client.ts";
import { refreshList, showInList } from "./conversation-list.ts";
import { conversationQuery, type OpenConversation } from "./conversations.ts";
import { readAgain, responseOnItsWay } from "./read-again.ts";

type Change = { conversation: Conversation; change: { title: string } | { pinned: boolean } };

/** Saves a title that the learner typed, which no generated title replaces, or whether it is pinned. */
export function useChangeConversation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ conversation: { id }, change }: Change) =>
      answerOf(api.conversations[":id"].$patch({ param: { id }, json: change })),
    onMutate: ({ conversation, change }) =>
      showConversation(queryClient, { ...conversation, ...change, titled: conversation.titled || "title" in change }),
    onSuccess: (changed: Conversation) => showConversation(queryClient, changed),
    onError: (_, { conversation: { id } }) => {
      void queryClient.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
      void refreshList(queryClient); // the conversation may have changed, or be deleted
    },
  });
}

/** Removes the conversation from the list at once; `useRestoreConversation` brings it back. */
export function useDeleteConversation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api.conversations[":id"].$delete({ param: { id } }, asJson)),
    onMutate: (id) => showInList(queryClient, id, null),
    onError: () => refreshList(queryClient),
  });
}

export function useRestoreConversation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api.conversations[":id"].restore.$post({ param: { id } }, asJson)),
    onSuccess: (restored: Conversation) => showInList(queryClient, restored.id, restored),
    onSettled: (_, __, id) => {
      void queryClient.invalidateQueries({ queryKey: binQuery.queryKey });
      return refreshConversation(queryClient, id);
    },
  });
}

/** Deletes one conversation in the bin for good, or all of them. */
export function usePurge() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string | null) =>
      id === null ? answerOf(api.bin.$delete({}, asJson)) : answerOf(api.bin[":id"].$delete({ param: { id } }, asJson)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: binQuery.queryKey }),
  });
}

export const refreshConversation = (queryClient: QueryClient, id: string): Promise<unknown> =>
  readAgain(queryClient, { queryKey: conversationQuery(id).queryKey });

type Changed = { id: string; conversation: Conversation | null; changes?: number | undefined };

/**
 * Shows a conversation as it is after an event. Its messages are read again unless the page has their last change: it learns of its own messages from
 * their response, and the event comes too.
 */
export async function followConversation(queryClient: QueryClient, { id, conversation, changes }: Changed) {
  const { queryKey } = conversationQuery(id);
  if (!conversation || changes === undefined) return refreshConversation(queryClient, id);
  // it may bring that change
  for (let read; (read = responseOnItsWay(queryClient, queryKey));) await read;
  const { data, isInvalidated = true } = queryClient.getQueryState(queryKey) ?? {};
  if (!data || isInvalidated || data.changes < changes) return refreshConversation(queryClient, id);
  if (data.changes === changes)
    changeCached(queryClient, queryKey, (open: OpenConversation) => ({ ...open, conversation }));
}

/** Shows a conversation as it is now, in the lists and where it is open. */
export async function showConversation(queryClient: QueryClient, conversation: Conversation) {
  const { queryKey } = conversationQuery(conversation.id);
  changeCached(queryClient, queryKey, (open: OpenConversation) => ({ ...open, conversation }));
  await showInList(queryClient, conversation.id, conversation);
}

/** The conversation of a failed request is gone: it is in the bin, or it was deleted for good, perhaps in another window. */
export const isNotThere = (error: unknown): boolean => error instanceof ApiFailure && error.status === 404;

/** The chat as a Markdown file. */
export const markdownUrl = (conversationId: string): string =>
  `/api/conversations/${encodeURIComponent(conversationId)}/markdown`;
