import { infiniteQueryOptions, type QueryClient } from "@tanstack/react-query";
import type { BinEntry } from "#shared/bin.ts";
import { answerOf, api } from "./client.ts";

type BinPage = { conversations: BinEntry[]; next: string | null };

/** The deleted conversations, last deleted first, one page at a time. */
export const binQuery = infiniteQueryOptions({
  queryKey: ["bin"],
  queryFn: ({ pageParam }): Promise<BinPage> =>
    answerOf(api.bin.$get({ query: { limit: "50", ...(pageParam !== "" && { after: pageParam }) } })),
  initialPageParam: "",
  getNextPageParam: ({ next }) => next,
});

/** Whether the loaded part of the bin shows this conversation. */
export const isInBin = (client: QueryClient, id: string): boolean =>
  client.getQueryData(binQuery.queryKey)?.pages.some((page) => page.conversations.some((one) => one.id === id)) ??
  false;

/** Which of these conversations were deleted for good. */
export const findPurged = async (ids: readonly string[]): Promise<string[]> =>
  (await answerOf(api.bin.purged.$post({ json: { ids: ids.slice(0, mostAsked) } }))).purged;
/** The server answers for no more at once. */
const mostAsked = 1_000;
