import { type RefObject, useLayoutEffect } from "react";

/** How long the message that the learner jumped to is marked. */
const markedMs = 2_400;
/** Pictures, cards and text that was out of sight get their height while they are drawn. */
const frames = 6;

/** Scrolls to a message as soon as it is drawn, marks it for a moment and focuses it. `target`: its id; null: nothing to do. */
export function useJump(
  boxRef: RefObject<HTMLElement | null>,
  target: { messageId: string; onDone: () => void } | null,
  isLoaded: boolean,
  toReader: () => void,
) {
  const { messageId, onDone } = target ?? {};
  useLayoutEffect(() => {
    if (!messageId || !isLoaded) return;
    const message = boxRef.current?.querySelector<HTMLElement>(`[data-message="${CSS.escape(messageId)}"]`);
    if (!message) return;
    message.tabIndex = -1;
    toReader();
    scrollTo(message, frames);
    message.dataset["found"] = "";
    setTimeout(() => delete message.dataset["found"], markedMs);
    // after the dialog of the search has returned the focus
    requestAnimationFrame(() => message.focus({ preventScroll: true }));
    onDone?.();
  }, [boxRef, messageId, onDone, isLoaded, toReader]);
}

function scrollTo(message: HTMLElement, times: number) {
  const isTall = message.offsetHeight > innerHeight / 2;
  message.scrollIntoView({ block: isTall ? "start" : "center", behavior: "instant" });
  if (times > 1) requestAnimationFrame(() => scrollTo(message, times - 1));
}
