import type { KeyboardEvent as ReactKeyboardEvent } from "react";

/**
 * True if this key belongs to an input method. `isComposing` alone is not enough: some input methods send 229 after the end,
 * and Safari fires `compositionend` before the keydown that confirmed it. Text fields that send on Enter use `useComposition`
 * as well.
 */
export function isComposing(event: KeyboardEvent | ReactKeyboardEvent): boolean {
  const native = "nativeEvent" in event ? event.nativeEvent : event;
  return native.isComposing || native.keyCode === 229;
}
