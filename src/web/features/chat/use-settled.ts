import { type RefObject, useEffect } from "react";
import styles from "./thread.module.css";

/** Long enough to draw a page of messages, together with the lazy parts in them. */
const settlesAfterMs = 500;

/**
 * Marks the messages above the view that have had time to be drawn: the browser can skip them while they are out of sight. It knows their sizes,
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
      const top = boxRef.current?.getBoundingClientRect().top ?? 0;
      const messages = boxRef.current?.querySelectorAll<HTMLElement>(`.${styles.message}`) ?? [];
      const above = [...messages].slice(0, -2).filter((message) => message.getBoundingClientRect().bottom < top);
      // not with React: the whole thread would be rendered for it
      for (const message of above) message.dataset["settled"] = "";
    }, settlesAfterMs);
  }, [boxRef, firstId, lastId]);
}
