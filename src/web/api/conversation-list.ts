import type { Conversation } from "#shared/chat.ts";
import { type InfiniteData, infiniteQueryOptions, type QueryClient } from "@tanstack/react-query";
import { answerOf, api } from "./client.ts";

type ConversationPage = { conversations: Conversation[]; next: number | null };

/** All conversations, newest first, one page at a time. */
export const conversationsQuery = infiniteQueryOptions({
  queryKey: ["conversations"],
  queryFn: ({ pageParam }): Promise<ConversationPage> =>
    answerOf(api.conversations.$get({ query: { limit: "50", ...(pageParam && { before: String(pageParam) }) } })),
  initialPageParam: 0,
  getNextPageParam: ({ next }) => next,
});

export function changePages(queryClient: QueryClient, change: (list: Conversation[]) => Conversation[]) {
  queryClient.setQueryData(
    conversationsQuery.queryKey,
    (pages: InfiniteData<ConversationPage> | undefined) =>
      pages && {
        ...pages,
        pages: pages.pages.map((page) => ({ ...page, conversations: change(page.conversations) })),
      },
  );
}
