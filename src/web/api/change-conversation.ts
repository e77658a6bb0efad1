import type { Conversation } from "#shared/chat.ts";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { binQuery } from "./bin.ts";
import { changeCached } from "./change-cached.ts";
import { answerOf, api, ApiFailure, asJson } from "./client.ts";
import { refreshLists, showInLists } from "./conversation-list.ts";
import { conversationQuery, type OpenConversation } from "./conversations.ts";

/** Saves a title that the learner typed. A generated title never replaces it. */
export function useRenameConversation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ conversation: { id }, title }: { conversation: Conversation; title: string }) =>
      answerOf(api.conversations[":id"].$patch({ param: { id }, json: { title } })),
    onMutate: ({ conversation, title }) => showConversation(queryClient, { ...conversation, title, titled: true }),
    onSuccess: (renamed: Conversation) => showConversation(queryClient, renamed),
    onError: (_, { conversation: { id } }) => {
      void queryClient.invalidateQueries({ queryKey: conversationQuery(id).queryKey });
      void refreshLists(queryClient); // it may have another title, or be gone
    },
  });
}

/** Removes the conversation from the list at once; `useRestoreConversation` brings it back. */
export function useDeleteConversation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api.conversations[":id"].$delete({ param: { id } }, asJson)),
    onMutate: (id) => showInLists(queryClient, id, null),
    onError: () => refreshLists(queryClient),
  });
}

export function useRestoreConversation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api.conversations[":id"].restore.$post({ param: { id } }, asJson)),
    onSuccess: (restored: Conversation) => showInLists(queryClient, restored.id, restored),
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
  queryClient.invalidateQueries({ queryKey: conversationQuery(id).queryKey });

/** Shows a conversation as it is now, in the lists and where it is open. */
export async function showConversation(queryClient: QueryClient, conversation: Conversation) {
  const { queryKey } = conversationQuery(conversation.id);
  changeCached(queryClient, queryKey, (open: OpenConversation) => ({ ...open, conversation }));
  await showInLists(queryClient, conversation.id, conversation);
}

/** The conversation of a failed request is gone: it is in the bin, or it was deleted for good, perhaps in another window. */
export const isNotThere = (error: unknown): boolean => error instanceof ApiFailure && error.status === 404;
