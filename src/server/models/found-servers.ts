import type { FoundServer } from "#shared/status.ts";

/** The servers that the last search at the usual addresses found, the preferred one first. */
export type FoundServers = {
  list(): readonly FoundServer[];
  set(found: readonly FoundServer[]): void;
  /** Remembers that this search is running. */
  during(search: Promise<unknown>): void;
  /** Fulfilled when the running search has ended, or after two seconds: a server that hangs must not keep a message back. */
  searched(): Promise<void>;
};

const longestWaitMs = 2_000;

export function createFoundServers(): FoundServers {
  let last: readonly FoundServer[] = [];
  let running: Promise<unknown> = Promise.resolve();
  return {
    list: () => last,
    set: (found) => void (last = found),
    during: (search) => void (running = search),
    async searched() {
      const { promise: tooLong, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, longestWaitMs);
      await Promise.race([running, tooLong]);
      clearTimeout(timer);
    },
  };
}
