import { createContext, use, useSyncExternalStore } from "react";
import type { Events } from "./events.ts";

/** Used without a provider: no events ever arrive. */
export const silent: Events = {
  listen: () => () => {},
  isGone: () => false,
  watchGone: () => () => {},
  close: () => {},
};

export const EventsContext = createContext<Events>(silent);

export const useEvents = (): Events => use(EventsContext);

/** True when Blossom itself does not answer. */
export function useIsGone(): boolean {
  const { watchGone, isGone } = useEvents();
  return useSyncExternalStore(watchGone, isGone, silent.isGone);
}
