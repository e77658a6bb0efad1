import { type CompositionEvent, type KeyboardEvent, useRef } from "react";
import { isComposing } from "./is-composing.ts";

/**
 * In milliseconds: a key that was pressed this soon after the end of a composition is the key that ended it. Nobody presses two keys this fast,
 * and some browsers stamp that key when they report it.
 */
const sameKey = 50;

/**
 * Tells an input method's keys from the learner's own, in both orders of events:
 * Chrome: keydown Enter (composing) → compositionend. Safari: compositionend → keydown Enter (229 or not).
 * It compares when the keys were pressed and not when they are reported: on a busy page, both can be reported late and together.
 */
export function useComposition() {
  /** `endedAt`: when the composition ended. `hasEnter`: its Enter was reported before its end. */
  const last = useRef({ endedAt: -Infinity, hasEnter: false });
  return {
    onCompositionStart: () => {
      last.current = { endedAt: -Infinity, hasEnter: false };
    },
    onCompositionEnd: ({ nativeEvent }: CompositionEvent) => {
      last.current.endedAt = nativeEvent.timeStamp;
    },
    isComposing: (event: KeyboardEvent) => {
      const { endedAt, hasEnter } = last.current;
      if (isComposing(event)) {
        // some systems report an input method's key as "Process" and keep only its place on the keyboard
        last.current.hasEnter = event.key === "Enter" || event.nativeEvent.code.endsWith("Enter");
        return true;
      }
      return !hasEnter && event.nativeEvent.timeStamp <= endedAt + sameKey;
    },
  };
}
