import { type InfiniteData, infiniteQueryOptions, type QueryClient } from "@tanstack/react-query";
import type { Conversation } from "#shared/chat.ts";
import { changeCached } from "./change-cached.ts";
import { answerOf, api } from "./client.ts";
import { readAgain } from "./read-again.ts";

export type ConversationPage = { conversations: Conversation[]; total: number; next: number | null };

/** The first page is on the screen soon. The later ones are read while the learner scrolls. */
const firstPage = "50";
const laterPage = "200";

/** All conversations, the pinned ones and then the newest first, one page at a time. The server's events keep it up to date. */
export const conversationsQuery = infiniteQueryOptions({
  queryKey: ["conversations"],
  queryFn: ({ pageParam }): Promise<ConversationPage> => {
    const page = pageParam === 0 ? { limit: firstPage } : { limit: laterPage, before: String(pageParam) };
    return answerOf(api.conversations.$get({ query: page }));
  },
  initialPageParam: 0,
  getNextPageParam: ({ next }) => next,
  staleTime: Infinity,
});
const { queryKey } = conversationsQuery;

/** Reads the first page of the list again. The later pages are read when they are needed. */
export function refreshList(client: QueryClient): Promise<void> {
  client.setQueryData(
    queryKey,
    (list) => list && { pages: list.pages.slice(0, 1), pageParams: list.pageParams.slice(0, 1) },
  );
  return readAgain(client, { queryKey });
}

/** Puts a changed conversation into its place in the list, without a request. `entry`: null if it was deleted. */
export async function showInList(client: QueryClient, id: string, entry: Conversation | null) {
  const state = client.getQueryState(queryKey);
  if (!state) return;
  // a response that is on its way may be older than this change
  const isReading = state.fetchStatus !== "idle";
  const isReadingMore = isReading && Boolean(state.fetchMeta?.fetchMore);
  if (isReading) await client.cancelQueries({ queryKey, exact: true });
  changeCached(client, queryKey, (list: InfiniteData<ConversationPage>) => ({
    ...list,
    pages: withEntry(list.pages, id, entry),
  }));
  if (isReading && !isReadingMore) void client.invalidateQueries({ queryKey, exact: true });
}

/**
 * The pages with this conversation at the place of its activity, or without it. Pinned ones are all on the first page, before the others. If its place
 * is beyond the last loaded page, that page is read later, and with it the new total.
 */
export function withEntry(
  pages: readonly ConversationPage[],
  id: string,
  entry: Conversation | null,
): ConversationPage[] {
  const wasLoaded = pages.some(({ conversations }) => conversations.some((one) => one.id === id));
  const changed = pages.map((page) => ({ ...page, conversations: page.conversations.filter((one) => one.id !== id) }));
  const place = entry && findPlace(changed, entry);
  if (place) place.conversations = [...place.conversations, entry].sort(inList);
  const total = (change: number) => changed.map((page) => ({ ...page, total: Math.max(0, page.total + change) }));
  if (!entry) return total(-Number(wasLoaded));
  return total(place && !wasLoaded && !wasCounted(changed, entry) ? 1 : 0);
}

const inList = (one: Conversation, other: Conversation) =>
  Number(other.pinned) - Number(one.pinned) || other.activity - one.activity;

/** An old conversation that is pinned or gets an answer moves up from a page that is not loaded. */
const wasCounted = ([first]: readonly ConversationPage[], entry: Conversation) =>
  !isNew(entry) && (entry.pinned || first?.conversations.find(({ pinned }) => !pinned) === entry);

const isNew = ({ createdAt, updatedAt }: Conversation) => createdAt === updatedAt;

/** The page whose part of the list has this activity: up to its own `next`. */
const findPlace = (pages: readonly ConversationPage[], { activity, pinned }: Conversation): ConversationPage | null =>
  (pinned ? pages[0] : pages.find((page) => isPlace(page, activity))) ?? null;
const isPlace = ({ conversations, next }: ConversationPage, activity: number) =>
  conversations.some((one) => !one.pinned && one.activity < activity) || next === null || activity >= next;

/** How many conversations a list has, including those that are not loaded. */
export function countListed({ pages }: InfiniteData<ConversationPage>): number {
  const loaded = pages.reduce((sum, { conversations }) => sum + conversations.length, 0);
  const last = pages.at(-1);
  return last && last.next !== null ? Math.max(last.total, loaded + 1) : loaded;
}
