import { readEvents } from "./read-events.ts";

/** The part of a browser's `EventSource` that the page uses, over a real connection to `origin`. */
export function createEventSource(fetch: typeof globalThis.fetch, origin: string): typeof EventSource {
  class FetchedEventSource {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSED = 2;
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSED = 2;
    readyState = 0;
    onmessage: ((event: { data: string }) => void) | null = null;
    onerror: (() => void) | null = null;
    readonly #left = new AbortController();

    constructor(url: string) {
      const { pathname, search } = new URL(url, location.href);
      void this.#read(`${origin}${pathname}${search}`);
    }

    close() {
      this.readyState = 2;
      this.#left.abort();
    }

    async #read(url: string): Promise<void> {
      try {
        const response = await fetch(url, { signal: this.#left.signal });
        if (this.readyState === 2) return;
        this.readyState = 1;
        for await (const { data } of readEvents(response)) {
          if (this.#left.signal.aborted) return;
          this.onmessage?.({ data });
        }
      } catch {
        // the connection broke, or the page closed it
      }
      if (this.#left.signal.aborted) return;
      this.readyState = 2;
      this.onerror?.();
    }
  }
  return FetchedEventSource as unknown as typeof EventSource; // the page uses only this part
}
