import type { FoundServer } from "#shared/status.ts";

/** The servers that the last probe of the usual addresses found, the preferred one first. */
export type FoundServers = { list(): readonly FoundServer[]; set(found: readonly FoundServer[]): void };

export function createFoundServers(): FoundServers {
  let last: readonly FoundServer[] = [];
  return { list: () => last, set: (found) => void (last = found) };
}
