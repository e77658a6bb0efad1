import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Changes what a query has in the cache. If the query is to be read again when it is next shown, it stays so: `setQueryData` alone would
 * call it up to date.
 */
export function changeCached<T>(client: QueryClient, queryKey: QueryKey, change: (known: T) => T) {
  const isOutOfDate = client.getQueryState(queryKey)?.isInvalidated === true;
  client.setQueryData<T>(queryKey, (known) => known && change(known));
  if (isOutOfDate) void client.invalidateQueries({ queryKey, exact: true, refetchType: "none" });
}
