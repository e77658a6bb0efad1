import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import type { BinEntry } from "#shared/bin.ts";
import type { Conversation, Message } from "#shared/chat.ts";
import { answerOf, api, asJson } from "./client.ts";

type BinPage = { conversations: BinEntry[]; next: string | null };
type ConversationPage = { conversations: Conversation[]; next: number | null };
type ConversationWithMessages = { conversation: Conversation; messages: Message[] };

/** All conversations, newest first, one page at a time. */
export const conversationsQuery = infiniteQueryOptions({
  queryKey: ["conversations"],
  queryFn: ({ pageParam }): Promise<ConversationPage> =>
    answerOf(api.conversations.$get({ query: { limit: "50", ...(pageParam && { before: String(pageParam) }) } })),
  initialPageParam: 0,
  getNextPageParam: ({ next }) => next,
});

/** The deleted conversations, last deleted first, one page at a time. */
export const binQuery = infiniteQueryOptions({
  queryKey: ["bin"],
  queryFn: ({ pageParam }): Promise<BinPage> =>
    answerOf(api.bin.$get({ query: { limit: "50", ...(pageParam !== "" && { after: pageParam }) } })),
  initialPageParam: "",
  getNextPageParam: ({ next }) => next,
});

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation", id],
    queryFn: (): Promise<ConversationWithMessages> => answerOf(api.conversations[":id"].$get({ param: { id } })),
  });

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

function changePages(queryClient: QueryClient, change: (list: Conversation[]) => Conversation[]) {
  queryClient.setQueryData(
    conversationsQuery.queryKey,
    (pages: InfiniteData<ConversationPage> | undefined) =>
      pages && {
        ...pages,
        pages: pages.pages.map((page) => ({ ...page, conversations: change(page.conversations) })),
      },
  );
}
