import type { ServerEvent } from "#shared/events.ts";
import { parseJson } from "#shared/parse-json.ts";
import { fits } from "#shared/shapes/shape.ts";
import { serverEventShape } from "#shared/shapes/shapes.ts" with { type: "macro" };
import { openConnection } from "./connection.ts";
import { shareConnection, type Sharing } from "./share-connection.ts";

const eventShape = serverEventShape();

/** The server's events in this tab. */
export type Events = {
  listen: (listener: (event: ServerEvent) => void) => () => void;
  /** True when Blossom itself does not answer for longer than a reconnection takes. */
  isGone: () => boolean;
  watchGone: (listener: () => void) => () => void;
  close: () => void;
};

/** Most broken connections recover sooner than this, and then the page reports nothing. */
export const goneAfterMs = 3_000;

/** `sharing`: null if this tab cannot share a connection with the others. */
export function createEvents(sharing: Sharing | null = findSharing()): Events {
  const listeners = new Set<(event: ServerEvent) => void>();
  const goneListeners = new Set<() => void>();
  let isGone = false;
  let goneTimer: ReturnType<typeof setTimeout> | undefined;
  const setGone = (value: boolean) => {
    if (value === isGone) return;
    isGone = value;
    for (const listener of goneListeners) listener();
  };

  const receiver = {
    onEvent(data: string) {
      clearTimeout(goneTimer);
      goneTimer = undefined;
      setGone(false);
      const event = parseJson(data);
      if (!fits(eventShape, event)) return; // a newer server may send an event that this page does not know yet
      for (const listener of listeners) listener(event);
    },
    onDown() {
      goneTimer ??= setTimeout(() => setGone(true), goneAfterMs);
    },
  };
  const join = () => (sharing ? shareConnection(receiver, sharing) : openConnection(receiver));

  // a page that the browser freezes, or keeps for the Back button, must not hold the connection or the lock that other tabs
  // need
  let leave: (() => void) | null = join();
  const rest = () => {
    leave?.();
    leave = null;
  };
  const rejoin = () => {
    leave ??= join();
  };
  addEventListener("pagehide", rest);
  document.addEventListener("freeze", rest);
  addEventListener("pageshow", rejoin);
  document.addEventListener("resume", rejoin);

  return {
    listen: (listener) => add(listeners, listener),
    isGone: () => isGone,
    watchGone: (listener) => add(goneListeners, listener),
    close() {
      removeEventListener("pagehide", rest);
      document.removeEventListener("freeze", rest);
      removeEventListener("pageshow", rejoin);
      document.removeEventListener("resume", rejoin);
      clearTimeout(goneTimer);
      rest();
    },
  };
}

function findSharing(): Sharing | null {
  if (!("locks" in navigator) || !("BroadcastChannel" in globalThis)) return null;
  return { locks: navigator.locks, openBroadcast: () => new BroadcastChannel("blossom-events") };
}

function add<T>(all: Set<T>, one: T): () => void {
  all.add(one);
  return () => all.delete(one);
}
