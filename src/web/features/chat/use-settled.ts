import { useEffect, useState } from "react";

/** Long enough to draw a page of messages, with the parts that are loaded when they are first needed. */
const settlesAfterMs = 500;

/**
 * The first message that has had time to be drawn. From it on, messages that are out of sight can be left undrawn: the browser knows their
 * sizes, so nothing moves.
 */
export function useSettled(firstId: string | undefined): string | undefined {
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    // not cancelled by the next page: a reader who scrolls on would never see the end of it
    setTimeout(() => setSettled(firstId), settlesAfterMs);
  }, [firstId]);
  return settled;
}
