import type { Events } from "./events.ts";

/** The same events, but a listener gets those that arrive before `over` only when that is fulfilled. */
export const heldUntil = (events: Events, over: Promise<unknown>): Events => ({
  ...events,
  listen: (listener) => events.listen((event) => void over.then(() => listener(event))),
});
