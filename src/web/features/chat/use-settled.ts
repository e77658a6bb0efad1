import { useEffect, useState } from "react";

/** Long enough to draw a page of messages, together with the lazy parts in them. */
const settlesAfterMs = 500;

/**
 * The first message that has had time to be drawn. From this message on, the browser can skip messages that are out of sight: it knows
 * their sizes, so nothing moves.
 */
export function useSettled(firstId: string | undefined): string | undefined {
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    // the next page does not cancel the timer, or no message would settle while a reader keeps scrolling
    setTimeout(() => setSettled(firstId), settlesAfterMs);
  }, [firstId]);
  return settled;
}
