import { useState, useSyncExternalStore } from "react";

/** True while the server draws the first frame (`app/first-frame/`). */
export const isServer = typeof window === "undefined";

const never = () => () => {};

/** True in a component that is drawn with the first frame: by the server, and by the page when it takes over what the server has drawn. */
export function useIsInFirstFrame(): boolean {
  const isNow = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  return useState(isNow)[0];
}
