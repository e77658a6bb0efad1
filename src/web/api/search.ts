import { infiniteQueryOptions, keepPreviousData, type QueryClient } from "@tanstack/react-query";
import type { SearchPage, SearchResult } from "#shared/search.ts";
import { showBranch } from "./chat.ts";
import { answerOf, api } from "./client.ts";
import { loadAround } from "./conversations.ts";

/** Longer than anything that anyone searches for, and short enough for an address. */
export const longestSearch = 500;

/** What is found for a text, a page at a time. A request whose result is no longer wanted is cancelled. */
export const searchQuery = (text: string) =>
  infiniteQueryOptions({
    queryKey: ["search", text],
    queryFn: ({ pageParam, signal }): Promise<SearchPage> => {
      const query = { q: text.toWellFormed(), ...(pageParam !== null && { before: String(pageParam) }) };
      return answerOf(api.search.$get({ query }, { init: { signal } }));
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    enabled: text !== "",
    gcTime: 10_000,
    placeholderData: keepPreviousData,
  });

/** Loads what the chat needs to show a result. Returns its address. */
export async function openResult(client: QueryClient, { conversation, messageId, isHidden }: SearchResult) {
  const { id } = conversation;
  if (messageId === null) return `/chat/${id}`;
  if (isHidden) await showBranch(id, messageId);
  await loadAround(client, id, messageId);
  return `/chat/${id}?message=${encodeURIComponent(messageId)}`;
}
