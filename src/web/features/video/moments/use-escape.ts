import { useEffect, useRef } from "react";
import { isComposing } from "#web/ui/is-composing.ts";

/** Runs when Escape is pressed and nothing else needs it: an input method, an open dialog or a word's popup. */
export function useEscape(run: () => void, isOn: boolean): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.shiftKey || event.defaultPrevented || isComposing(event)) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [isOn]);
}
