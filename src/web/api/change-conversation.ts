import type { Conversation } from "#shared/chat.ts";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { binQuery } from "./bin.ts";
import { answerOf, api, asJson } from "./client.ts";
import { changePages, conversationsQuery } from "./conversation-list.ts";
import { conversationQuery } from "./conversations.ts";

/** Saves a title that the learner typed. A generated title never replaces it. */
export function useRenameConversation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, title }: { id: string; title: string }): Promise<Conversation> =>
      answerOf(api.conversations[":id"].$patch({ param: { id }, json: { title } })),
    onMutate: ({ id, title }) => showTitle(queryClient, id, title),
    onSettled: (_, __, { id }) => refreshConversation(queryClient, id),
  });
}

/** Removes the conversation from the list at once; `useRestoreConversation` brings it back. */
export function useDeleteConversation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api.conversations[":id"].$delete({ param: { id } }, asJson)),
    onMutate: async (id) => {
      await queryClient.cancelQueries({ queryKey: conversationsQuery.queryKey });
      changePages(queryClient, (list) => list.filter((conversation) => conversation.id !== id));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: conversationsQuery.queryKey }),
  });
}

export function useRestoreConversation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => answerOf(api.conversations[":id"].restore.$post({ param: { id } }, asJson)),
    onSettled: (_, __, id) => refreshConversation(queryClient, id),
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
  Promise.all([
    queryClient.invalidateQueries({ queryKey: binQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: conversationQuery(id).queryKey }),
    queryClient.invalidateQueries({ queryKey: conversationsQuery.queryKey }),
  ]);

function showTitle(queryClient: QueryClient, id: string, title: string) {
  changePages(queryClient, (list) =>
    list.map((entry) => (entry.id === id ? { ...entry, title, titled: true } : entry)),
  );
  queryClient.setQueryData(
    conversationQuery(id).queryKey,
    (open) => open && { ...open, conversation: { ...open.conversation, title, titled: true } },
  );
}
