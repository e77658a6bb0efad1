import { type RefObject, useEffect, useRef } from "react";
import { isComposing } from "#web/ui/is-composing.ts";

type Keys = { fieldRef: RefObject<HTMLTextAreaElement | null>; onEscape: () => void };

/** Escape stops the answer and Shift+Escape goes to the text field, unless an input method or an open dialog needs the key. */
export function useChatKeys(keys: Keys) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
      if (document.querySelector("dialog[open]")) return;
      if (event.shiftKey) latest.current.fieldRef.current?.focus();
      else latest.current.onEscape();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}
