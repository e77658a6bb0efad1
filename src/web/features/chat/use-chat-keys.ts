import { type RefObject, useEffect, useRef } from "react";
import { isComposing } from "#web/ui/is-composing.ts";

type Keys = {
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  onEscape: () => void;
  /** Returns false if there is nothing to edit. */
  onEditLast: () => boolean;
};

/**
 * Escape stops the answer and Shift+Escape goes to the text field, unless an input method or an open dialog needs the key. ↑ in the empty field
 * edits the last message.
 */
export function useChatKeys(keys: Keys) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "ArrowUp") return onArrowUp(event);
      if (event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
      if (document.querySelector("dialog[open]")) return;
      if (event.shiftKey) latest.current.fieldRef.current?.focus();
      else latest.current.onEscape();
    };
    const onArrowUp = (event: KeyboardEvent) => {
      const { fieldRef, onEditLast } = latest.current;
      const isPlain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
      if (!isPlain || event.defaultPrevented || isComposing(event)) return;
      if (event.target !== fieldRef.current || fieldRef.current?.value !== "") return;
      if (onEditLast()) event.preventDefault();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}
