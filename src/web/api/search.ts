import { infiniteQueryOptions, keepPreviousData, type QueryClient } from "@tanstack/react-query";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { SearchPage, SearchResult } from "#shared/search.ts";
import { isNotThere } from "./change-conversation.ts";
import { showBranch } from "./chat.ts";
import { answerOf, api } from "./client.ts";
import { loadAround } from "./conversations.ts";

/** Longer than anyone's search, and short enough for a URL. */
export const longestSearch = 500;

/** Only messages in this language, and only those with a card. */
export type SearchFilter = { language: LearningLanguage | null; hasCard: boolean };

/** The results for a text, one page at a time. Cancels a request when its result is no longer needed. */
export const searchQuery = (text: string, { language, hasCard }: SearchFilter) =>
  infiniteQueryOptions({
    queryKey: ["search", text, language, hasCard],
    queryFn: ({ pageParam, signal }): Promise<SearchPage> => {
      const query = {
        q: text.toWellFormed(),
        ...(pageParam !== null && { before: String(pageParam) }),
        ...(language && { lang: language }),
        ...(hasCard && { cards: "true" as const }),
      };
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
  const showHidden = async () => {
    await showBranch(id, messageId);
    await loadAround(client, id, messageId);
  };
  if (isHidden) await showHidden();
  // another window may have hidden it after the search
  else
    await loadAround(client, id, messageId).catch((error: unknown) =>
      isNotThere(error) ? showHidden() : Promise.reject(error),
    );
  return `/chat/${id}?message=${encodeURIComponent(messageId)}`;
}
