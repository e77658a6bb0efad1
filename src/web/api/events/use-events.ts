import { createContext, use, useSyncExternalStore } from "react";
import type { Events } from "./events.ts";

/** Without a provider nothing is ever said. */
const silent: Events = {
  listen: () => () => {},
  isGone: () => false,
  watchGone: () => () => {},
  close: () => {},
};

export const EventsContext = createContext<Events>(silent);

export const useEvents = (): Events => use(EventsContext);

/** Does Blossom itself not answer? */
export function useIsGone(): boolean {
  const { watchGone, isGone } = useEvents();
  return useSyncExternalStore(watchGone, isGone);
}
