import type { FoundServer } from "#shared/status.ts";

/** What the last look at the usual addresses found; the likeliest first. */
export type FoundServers = { list(): readonly FoundServer[]; set(found: readonly FoundServer[]): void };

export function createFoundServers(): FoundServers {
  let last: readonly FoundServer[] = [];
  return { list: () => last, set: (found) => void (last = found) };
}
