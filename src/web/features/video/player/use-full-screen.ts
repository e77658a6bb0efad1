import { useEffect, useSyncExternalStore } from "react";

const subscribe = (listener: () => void) => {
  document.addEventListener("fullscreenchange", listener);
  return () => document.removeEventListener("fullscreenchange", listener);
};
/** Not YouTube's frame, which has a full screen of its own. */
const isFull = () => document.fullscreenElement !== null && document.fullscreenElement === document.documentElement;
// refused where the browser wants a press, and ended already where it is left at once
const leave = () => void document.exitFullscreen().catch(() => {});

/**
 * The whole page as full screen, in which the player, its lines and the card take all of it (watch-page.module.css). So words can still be looked up.
 * A phone that shows only videos in full screen has none.
 */
export function useFullScreen() {
  const isOn = useSyncExternalStore(subscribe, isFull);
  useEffect(
    () => () => {
      if (isFull()) leave();
    },
    [],
  );
  return {
    isOn,
    isPossible: document.fullscreenEnabled === true,
    toggle: () => {
      if (isFull()) leave();
      else void document.documentElement.requestFullscreen({ navigationUI: "hide" }).catch(() => {});
    },
  };
}
