import type { InvalidateQueryFilters, Query, QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Reads again what may have changed. React Query ignores that for a query whose first response is on its way, although that response may be from
 * before the change: such a query is read again after it.
 */
export async function readAgain(client: QueryClient, filters: InvalidateQueryFilters): Promise<void> {
  const first = client.getQueryCache().findAll({ ...filters, predicate: isReadFirst(filters.predicate) });
  const later = first.filter((query) => !waiting.has(query)).map((query) => readAfter(client, query));
  await Promise.all([client.invalidateQueries(filters), ...later]);
}

/** Settles when the response that is on its way has arrived, or failed. Null: none is on its way. */
export function responseOnItsWay(client: QueryClient, queryKey: QueryKey): Promise<unknown> | null {
  const query = client.getQueryCache().find({ queryKey, exact: true });
  return query?.state.fetchStatus === "fetching" ? (query.promise?.catch(() => {}) ?? null) : null; // its readers get the failure
}

/** Queries that will be read again after their first response: once each, however many changes there are until then. */
const waiting = new WeakSet<Query>();

async function readAfter(client: QueryClient, query: Query) {
  waiting.add(query);
  await query.promise?.catch(() => {}); // its readers get the failure
  waiting.delete(query);
  await client.invalidateQueries({ queryKey: query.queryKey, exact: true });
}

const isReadFirst =
  (isWanted: (query: Query) => boolean = () => true) =>
  (query: Query) =>
    isWanted(query) && query.state.data === undefined && query.state.fetchStatus !== "idle";
