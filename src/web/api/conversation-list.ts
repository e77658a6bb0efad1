import { type InfiniteData, infiniteQueryOptions, type QueryClient } from "@tanstack/react-query";
import type { Conversation } from "#shared/chat.ts";
import { isFoundBy } from "#shared/search-form.ts";
import { changeCached } from "./change-cached.ts";
import { answerOf, api } from "./client.ts";

export type ConversationPage = { conversations: Conversation[]; total: number; next: number | null };

const everyList = ["conversations"] as const;
/** The first page is on the screen soon. The later ones are read while the learner scrolls. */
const firstPage = "50";
const laterPage = "200";

/** The conversations whose title contains `search`, newest first, one page at a time. The server's events keep it up to date. */
export const searchQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: [...everyList, search],
    queryFn: ({ pageParam }): Promise<ConversationPage> => {
      const page = pageParam === 0 ? { limit: firstPage } : { limit: laterPage, before: String(pageParam) };
      return answerOf(api.conversations.$get({ query: { ...page, ...(search !== "" && { q: search }) } }));
    },
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    staleTime: Infinity,
  });

/** All conversations. */
export const conversationsQuery = searchQuery("");

/** Reads the first page of each list again. The later pages are read when they are needed. */
export function refreshLists(client: QueryClient): Promise<void> {
  client.setQueriesData(
    { queryKey: everyList },
    (list: InfiniteData<ConversationPage> | undefined) =>
      list && { pages: list.pages.slice(0, 1), pageParams: list.pageParams.slice(0, 1) },
  );
  return client.invalidateQueries({ queryKey: everyList });
}

/** Puts a changed conversation into its place in the lists, without a request. `entry`: null if it was deleted. */
export async function showInLists(client: QueryClient, id: string, entry: Conversation | null) {
  for (const { queryKey, state } of client.getQueryCache().findAll({ queryKey: everyList })) {
    // a response that is on its way may be older than this change
    const isReading = state.fetchStatus !== "idle";
    const isReadingMore = isReading && Boolean(state.fetchMeta?.fetchMore);
    if (isReading) await client.cancelQueries({ queryKey, exact: true });
    const isListed = entry !== null && isFoundBy(String(queryKey[1]), entry.title);
    changeCached(client, queryKey, (list: InfiniteData<ConversationPage>) => ({
      ...list,
      pages: withEntry(list.pages, id, isListed ? entry : null),
    }));
    if (isReading && !isReadingMore) void client.invalidateQueries({ queryKey, exact: true });
  }
}

/**
 * The pages with this conversation at the place of its activity, or without it. If its place is beyond the last loaded page, that page
 * is read later, and with it the new total.
 */
export function withEntry(
  pages: readonly ConversationPage[],
  id: string,
  entry: Conversation | null,
): ConversationPage[] {
  const wasLoaded = pages.some(({ conversations }) => conversations.some((one) => one.id === id));
  const changed = pages.map((page) => ({ ...page, conversations: page.conversations.filter((one) => one.id !== id) }));
  const place = entry && findPlace(changed, entry);
  if (place) place.conversations = [...place.conversations, entry].sort((a, b) => b.activity - a.activity);
  // an old conversation that gets an answer moves to the top, and was counted before
  const cameUp = place !== null && place === changed[0] && place.conversations[0] === entry && !isNew(entry);
  const change = Number(place !== null && (wasLoaded || !cameUp)) - Number(wasLoaded);
  return changed.map((page) => ({ ...page, total: Math.max(0, page.total + change) }));
}

const isNew = ({ createdAt, updatedAt }: Conversation) => createdAt === updatedAt;

/** The page whose part of the list has this activity: up to its own `next`. */
const findPlace = (pages: readonly ConversationPage[], { activity }: Conversation): ConversationPage | null =>
  pages.find(
    ({ conversations, next }) =>
      conversations.some((one) => one.activity < activity) || next === null || activity >= next,
  ) ?? null;

/** How many conversations a list has, including those that are not loaded. */
export function countListed({ pages }: InfiniteData<ConversationPage>): number {
  const loaded = pages.reduce((sum, { conversations }) => sum + conversations.length, 0);
  const last = pages.at(-1);
  return last && last.next !== null ? Math.max(last.total, loaded + 1) : loaded;
}
