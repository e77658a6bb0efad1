import { type RefObject, use, useEffect, useRef } from "react";
import { isComposing } from "#web/ui/is-composing.ts";
import { isTyping } from "#web/ui/is-typing.ts";
import { SingleKeysContext } from "#web/ui/use-shortcut.ts";

type Keys = {
  /** Where the words are. */
  root: HTMLElement;
  onEscape: () => void;
  onWord: (step: 1 | -1) => void;
  onEntry: (step: 1 | -1) => void;
};

/** The keys of an open popup. Its numbered buttons have `data-key`, or stand in an element that has it. */
export function usePopupKeys(popupRef: RefObject<HTMLElement | null>, keys: Keys): void {
  const singleKeys = use(SingleKeysContext);
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      const isInside = target instanceof Node && popupRef.current?.contains(target) === true;
      const isReading = target instanceof Node && latest.current.root.contains(target);
      if (act(event, { isInside, isReading })) {
        event.preventDefault();
        event.stopImmediatePropagation(); // otherwise Escape would also stop the answer
      }
    };

    function act(event: KeyboardEvent, { isInside, isReading }: { isInside: boolean; isReading: boolean }): boolean {
      const { root: _, onEscape, onWord, onEntry } = latest.current;
      // Escape in a field of the popup only leaves the field
      if (isInside && isTyping(event.target)) return false;
      if (event.key === "Escape" && !event.shiftKey) {
        onEscape();
        return true;
      }
      if (isTyping(event.target)) return false;
      const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
      if (digit && (singleKeys || isInside) && !event.shiftKey) return pressButton(digit);
      // the sentence itself moves its current word
      if (isInside && event.key === "ArrowRight") onWord(1);
      else if (isInside && event.key === "ArrowLeft") onWord(-1);
      else if ((isInside || isReading) && event.key === "ArrowDown") onEntry(1);
      else if ((isInside || isReading) && event.key === "ArrowUp") onEntry(-1);
      else return false;
      return true;
    }

    function pressButton(digit: string): boolean {
      const numbered = `[data-key="${digit}"]`;
      const button = popupRef.current?.querySelector<HTMLElement>(`button${numbered}, ${numbered} button`);
      button?.click();
      return button !== null && button !== undefined;
    }

    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  }, [popupRef, singleKeys]);
}
