import { type KeyboardEvent, useRef } from "react";
import { isComposing } from "./is-composing.ts";

/**
 * Tells an input method's keys from the learner's own, in both orders of events:
 * Chrome: keydown Enter (composing) → compositionend. Safari: compositionend → keydown Enter (229 or not), in the same tick.
 */
export function useComposition() {
  const justEnded = useRef(false);
  return {
    onCompositionStart: () => {
      justEnded.current = false;
    },
    onCompositionEnd: () => {
      justEnded.current = true;
      setTimeout(() => {
        justEnded.current = false;
      });
    },
    isComposing: (event: KeyboardEvent) => justEnded.current || isComposing(event),
  };
}
