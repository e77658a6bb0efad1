import { createContext, use, useState, useSyncExternalStore } from "react";

/** True while the server draws the first frame (`app/first-frame/`). */
export const isServer = typeof window === "undefined";

const never = () => () => {};

/** True until the page has taken over what the server has drawn. */
export const useIsFirstFrame = (): boolean =>
  useSyncExternalStore(
    never,
    () => false,
    () => true,
  );

/** `isOpen`: the page has not taken over all of the first frame. Not a state: when it changes, nothing is drawn again. */
export const FirstFrameContext = createContext<{ readonly isOpen: boolean }>({ isOpen: false });

/** True in a component that is drawn with the first frame: by the server, and by the page when it takes over what the server has drawn. It stays true. */
export function useIsInFirstFrame(): boolean {
  const { isOpen } = use(FirstFrameContext);
  return useState(isOpen)[0];
}
