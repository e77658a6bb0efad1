import { type RefObject, useLayoutEffect } from "react";
import type { Living } from "#web/text/living.ts";
import { around, type Box, isInView, placePopup } from "./place-popup.ts";

/** A lower popup would be unreadable. */
const smallest = 160;

type On = {
  /** The word has left the screen or the page. */
  onLost: () => void;
  /** The page has changed; the word may have another reading. */
  onChange: () => void;
};

/** Keeps the popup beside its word and marks the word, while the page scrolls, zooms and changes. */
export function usePlace(
  popupRef: RefObject<HTMLElement | null>,
  { root, index }: Living,
  { onLost, onChange }: On,
): void {
  useLayoutEffect(() => {
    const find = () => [...root.querySelectorAll<HTMLElement>(`[data-word="${index}"]`)];
    let marked: HTMLElement[] = [];
    const mark = (words: HTMLElement[]) => {
      for (const word of marked) delete word.dataset["lookedUp"];
      for (const word of words) word.dataset["lookedUp"] = "";
      marked = words;
    };

    function place() {
      const element = popupRef.current;
      const words = find();
      if (!element || words.length === 0 || !root.isConnected) return onLost();
      if (words.some((word, at) => word !== marked[at])) mark(words);
      const word = boxOf(words);
      const view = visible();
      if (!isInView(word, view)) return onLost();
      const { left, top, width, maxHeight, side } = placePopup(word, view);
      Object.assign(element.style, { left: px(left), top: px(top), width: px(width), maxHeight: px(maxHeight) });
      element.dataset["side"] = side;
    }

    const first = find()[0];
    // on a small screen a word in the middle would leave no room on either side
    if (first && placePopup(boxOf([first]), visible()).maxHeight < smallest) first.scrollIntoView({ block: "start" });
    place();

    const leaving = new AbortController();
    const options = { signal: leaving.signal, passive: true, capture: true };
    document.addEventListener("scroll", place, options);
    window.addEventListener("resize", place, options);
    window.visualViewport?.addEventListener("resize", place, options);
    window.visualViewport?.addEventListener("scroll", place, options);
    const changes = new MutationObserver(() => {
      place();
      onChange();
    });
    const seen = { childList: true, subtree: true, characterData: true, attributeFilter: ["data-mark"] };
    changes.observe(document.body, seen);
    return () => {
      leaving.abort();
      changes.disconnect();
      mark([]);
    };
  }, [popupRef, root, index, onLost, onChange]);
}

const px = (length: number) => `${length}px`;

/** With the reading above it. */
const boxOf = (words: readonly HTMLElement[]): Box =>
  around(
    words
      .flatMap((word) => [word, ...word.querySelectorAll("rt > span")])
      .flatMap((part) => [...part.getClientRects()]),
  );

/** The visible part of the page, without the on-screen keyboard and the parts that zooming hides. */
function visible(): Box {
  const { offsetLeft = 0, offsetTop = 0, width = innerWidth, height = innerHeight } = window.visualViewport ?? {};
  const right = Math.min(offsetLeft + width, document.documentElement.clientWidth || width);
  return { left: offsetLeft, top: offsetTop, right, bottom: offsetTop + height };
}
