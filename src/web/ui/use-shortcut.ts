import { createContext, use, useEffect, useRef } from "react";
import { isComposing } from "./is-composing.ts";
import { isTyping } from "./is-typing.ts";
import { isShortcut, isSingleKey, type ShortcutName } from "./shortcuts.ts";

/** False if the learner has turned off shortcuts of a single key. */
export const SingleKeysContext = createContext(true);

/**
 * Runs when the keys of the shortcut are pressed, unless an input method, a text field or an open dialog needs them. If `run` returns false,
 * the keys keep their usual effect. While keys are held, the browser repeats the event.
 */
export function useShortcut(name: ShortcutName, run: (event: KeyboardEvent) => boolean | void, isOn = true): void {
  const singleKeys = use(SingleKeysContext);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!isOn || (isSingleKey(name) && !singleKeys)) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event) || !isShortcut(name, event)) return;
      if (isSingleKey(name) && isTyping(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      if (latest.current(event) !== false) event.preventDefault();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [name, singleKeys, isOn]);
}
