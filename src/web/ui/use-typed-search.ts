import { type ChangeEvent, type CompositionEvent, useRef } from "react";
import { useComposition } from "./use-composition.ts";

/** Finds while the learner types, but waits while an input method composes. */
export function useTypedSearch(setTyped: (text: string) => void, find: (text: string) => void) {
  const composition = useComposition();
  const isComposing = useRef(false);
  return {
    /** Whether a key belongs to the input method. */
    isComposing: composition.isComposing,
    /** For the field. */
    handlers: {
      onChange: ({ target }: ChangeEvent<HTMLInputElement>) => {
        setTyped(target.value);
        if (!isComposing.current) find(target.value);
      },
      onCompositionStart: () => {
        isComposing.current = true;
        composition.onCompositionStart();
      },
      onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) => {
        isComposing.current = false;
        composition.onCompositionEnd(event);
        find(event.currentTarget.value);
      },
    },
  };
}
