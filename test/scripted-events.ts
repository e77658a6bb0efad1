import type { ServerEvent } from "#shared/events.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { buildConversation } from "./builders.ts";

/**
 * A browser's `EventSource` that a test controls, for events and failures that no real server can be made to produce.
 * `streams` holds every one that the page has opened.
 */
export function scriptEvents() {
  const own = globalThis.EventSource as typeof EventSource | undefined;
  const streams: ScriptedStream[] = [];

  class ScriptedStream {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSED = 2;
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSED = 2;
    readyState = 1;
    readonly url: URL;
    onmessage: ((event: { data: string }) => void) | null = null;
    onerror: (() => void) | null = null;

    constructor(url: string) {
      this.url = new URL(url, location.href);
      streams.push(this);
    }

    close() {
      this.readyState = 2;
    }

    /** The server sends an event, or a line that is not an event. */
    say(event: ServerEvent | object | string) {
      if (this.readyState === 2) return;
      this.onmessage?.({ data: typeof event === "string" ? event : JSON.stringify(event) });
    }

    /** The connection breaks. A browser then reconnects on its own until it succeeds. */
    drop() {
      this.readyState = 0;
      this.onerror?.();
    }

    /** The browser has reconnected. */
    connect() {
      this.readyState = 1;
      this.say({ type: "hello" });
    }

    /** The server answers with an error status. A browser then does not reconnect. */
    refuse() {
      this.readyState = 2;
      this.onerror?.();
    }
  }

  globalThis.EventSource = ScriptedStream as unknown as typeof EventSource; // the page uses only this part
  const open = () => streams.filter(({ readyState }) => readyState !== 2);
  return {
    streams,
    /** The streams that are open now. */
    open,
    say: (event: ServerEvent | object | string) => open().forEach((stream) => stream.say(event)),
    /** Sends an event of a generation. After `end`, the server also sends that the conversation changed. */
    grow(id: string, seq: number, event: GenerationEvent, conversationId = "c") {
      const all: ServerEvent[] = [{ type: "generation", id, seq, event }];
      if (event.type === "end")
        all.push({ type: "conversation", id: conversationId, conversation: buildConversation(conversationId) });
      for (const said of all) for (const stream of open()) stream.say(said);
    },
    [Symbol.dispose]: () => {
      if (own) globalThis.EventSource = own;
      else Reflect.deleteProperty(globalThis, "EventSource");
    },
  };
}
