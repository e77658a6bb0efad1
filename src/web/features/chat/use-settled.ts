import { type RefObject, useEffect } from "react";
import styles from "./thread.module.css";

/** Long enough to draw a page of messages, together with the lazy parts in them. */
const settlesAfterMs = 500;

/**
 * Marks the messages out of sight that have had time to be drawn: the browser can skip them while they are out of sight. It knows their sizes,
 * so nothing moves. Not those in view, because Chromium counts a visible box that becomes `content-visibility: auto` as moved.
 */
export function useSettled(
  boxRef: RefObject<HTMLElement | null>,
  firstId: string | undefined,
  lastId: string | undefined,
) {
  useEffect(() => {
    // the next page does not cancel the timer, or no message would settle while a reader keeps scrolling
    setTimeout(() => {
      const view = boxRef.current?.getBoundingClientRect();
      if (!view) return;
      const messages = [...boxRef.current!.querySelectorAll<HTMLElement>(`.${styles.message}`)].slice(0, -2);
      const outOfSight = messages.filter((message) => {
        const { top, bottom } = message.getBoundingClientRect();
        return bottom < view.top || top > view.bottom;
      });
      // not with React: the whole thread would be rendered for it
      for (const message of outOfSight) message.dataset["settled"] = "";
    }, settlesAfterMs);
  }, [boxRef, firstId, lastId]);
}
