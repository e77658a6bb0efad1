import { logger } from "#server/logger.ts";
import type { Hub } from "./hub.ts";

/** Repeats reads that a browser made, and notifies all browsers when the result changes. */
export type Watch = {
  /**
   * Reads for a browser, and then repeats the read while a browser is connected, until no browser has asked for some minutes.
   * `pauseMs`: how long the result stays valid; null: it changes only through requests, so it is not read again.
   */
  read<T>(key: string, read: () => Promise<T>, pauseMs: (result: T) => number | null): Promise<T>;
  close(): void;
};

/** A visible page asks again when it gets the focus and after every change, so a page that does not ask is not in use. */
const interestMs = 5 * 60_000;
/** Enough for the status and the servers whose settings are open. */
const mostWatched = 4;

type Watched = { shown: string; askedAt: number; timer: Timer | undefined };

export function createWatch(hub: Hub): Watch {
  const watched = new Map<string, Watched>();
  const forget = (key: string) => {
    clearTimeout(watched.get(key)?.timer);
    watched.delete(key);
  };

  return {
    async read(key, read, pauseMs) {
      const result = await read();
      forget(key);
      if (pauseMs(result) === null) return result; // it displaces nothing that is watched
      const [oldest] = watched.keys();
      if (watched.size === mostWatched && oldest !== undefined) forget(oldest);
      const entry: Watched = { shown: JSON.stringify(result), askedAt: performance.now(), timer: undefined };
      watched.set(key, entry);
      plan(result);
      return result;

      function plan(latest: typeof result) {
        const pause = pauseMs(latest);
        if (pause === null) forget(key);
        else entry.timer = setTimeout(() => void again(), pause);
      }

      async function again() {
        if (!hub.isWatched() || performance.now() - entry.askedAt > interestMs) {
          forget(key);
          return hub.changeUnseen("models"); // from now on it may change, and nobody looks
        }
        const latest = await read().catch((error: unknown) => logger.error("not read again", { key, error }));
        if (watched.get(key) !== entry) return; // a browser has read it meanwhile
        if (!latest) return forget(key);
        const shown = JSON.stringify(latest);
        if (shown !== entry.shown) hub.send({ type: "models" });
        entry.shown = shown;
        plan(latest);
      }
    },
    close() {
      for (const key of watched.keys()) forget(key);
    },
  };
}
