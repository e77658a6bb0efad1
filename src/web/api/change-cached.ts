import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Changes the cached data of a query. A query that is out of date stays out of date, and is read again when it is next shown:
 * `setQueryData` alone would mark it as up to date.
 */
export function changeCached<T>(client: QueryClient, queryKey: QueryKey, change: (known: T) => T) {
  const isOutOfDate = client.getQueryState(queryKey)?.isInvalidated === true;
  client.setQueryData<T>(queryKey, (known) => known && change(known));
  if (isOutOfDate) void client.invalidateQueries({ queryKey, exact: true, refetchType: "none" });
}
