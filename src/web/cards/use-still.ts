import { type FocusEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";

/** Marks a text of a card that arrives or is replaced while the learner reads: `<span {...arrives}>`. */
export const arrives = { "data-arrives": "" };

type Still = {
  ref: RefObject<HTMLElement | null>;
  /** The card must not change its height now: the pointer or the focus is in it. */
  isHeld: boolean;
  handlers: {
    onPointerEnter: () => void;
    onPointerLeave: () => void;
    onFocus: (event: FocusEvent<HTMLElement>) => void;
    onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
};

/**
 * Keeps a card still while it is being explained: no text takes less height than the text that it replaces, and none takes more while
 * the pointer or the focus is in the card. A text that needs more ends in an ellipsis until they have left. When `rowCount` changes,
 * the texts of the new rows are measured too.
 */
export function useStill(isPending: boolean, rowCount: number): Still {
  const ref = useRef<HTMLElement>(null);
  const [isPointed, setIsPointed] = useState(false);
  const [isFocused, setIsFocused] = useState(false);
  const isInside = isPointed || isFocused;
  // what came while the pointer or the focus was in the card waits for them to leave, also when the model has finished
  const [isHeld, setIsHeld] = useState(false);
  const holds = isInside && (isPending || isHeld);
  if (holds !== isHeld) setIsHeld(holds);

  useLayoutEffect(() => {
    if (!isPending) return;
    const texts = textsIn(ref.current);
    // all are measured before the first is changed: the browser then lays out the page once
    const heights = texts.map((text) => text.offsetHeight);
    for (const [index, text] of texts.entries()) text.style.minHeight = `${heights[index]}px`;
  }, [isPending, rowCount]);

  useLayoutEffect(() => {
    if (!isHeld) return;
    const texts = textsIn(ref.current);
    const lines = texts.map(linesOf);
    for (const [index, text] of texts.entries()) text.style.setProperty("--held-lines", `${lines[index]}`);
    return () => texts.forEach((text) => text.style.removeProperty("--held-lines"));
  }, [isHeld, rowCount]);

  // no blur tells that the focused button was removed: Stop leaves with the end of the answer
  useLayoutEffect(() => {
    if (isFocused && !isPending && !ref.current?.contains(document.activeElement)) setIsFocused(false);
  }, [isFocused, isPending]);

  const handlers = {
    onPointerEnter: () => setIsPointed(true),
    onPointerLeave: () => setIsPointed(false),
    // the focus on the card itself does not hold it: it is there after Fill in
    onFocus: ({ target, currentTarget }: FocusEvent<HTMLElement>) => setIsFocused(target !== currentTarget),
    onBlur: (event: FocusEvent<HTMLElement>) => {
      if (!event.currentTarget.contains(event.relatedTarget)) setIsFocused(false);
    },
  };
  return { ref, isHeld, handlers };
}

const textsIn = (card: HTMLElement | null): HTMLElement[] =>
  card ? [...card.querySelectorAll<HTMLElement>("[data-arrives]")] : [];

function linesOf(text: HTMLElement): number {
  const lineHeight = Number.parseFloat(getComputedStyle(text).lineHeight);
  return Math.max(1, Math.round(text.offsetHeight / lineHeight) || 1);
}

/** The newest value that was known when the card was not held. For what adds a row. */
export function useUnlessHeld<T>(value: T, isHeld: boolean): T {
  const [kept, setKept] = useState(value);
  if (!isHeld && kept !== value) setKept(value);
  return isHeld ? kept : value;
}
