import { type RefObject, useLayoutEffect } from "react";

/** How long the target of a jump is marked. */
const markedMs = 2_400;
/** How long the target is held in place while the messages around it load. */
const heldMs = 1_500;

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
    holdInView(message);
    message.dataset["found"] = "";
    setTimeout(() => delete message.dataset["found"], markedMs);
    // after the dialog of the search has returned the focus
    requestAnimationFrame(() => message.focus({ preventScroll: true }));
    onDone?.();
  }, [boxRef, messageId, onDone, isLoaded, toReader]);
}

/** Scrolls to the message again whenever content above it changes height, until the learner interacts with the page. */
function holdInView(message: HTMLElement) {
  const reader = new AbortController();
  const { signal } = reader;
  for (const input of ["wheel", "touchstart", "keydown", "pointerdown"])
    addEventListener(input, () => reader.abort(), { signal, passive: true });
  setTimeout(() => reader.abort(), heldMs);
  let top = Number.NaN;
  const look = () => {
    if (signal.aborted || !message.isConnected) return;
    if (message.getBoundingClientRect().top !== top) {
      const isTall = message.offsetHeight > innerHeight / 2;
      message.scrollIntoView({ block: isTall ? "start" : "center", behavior: "instant" });
      ({ top } = message.getBoundingClientRect());
    }
    requestAnimationFrame(look);
  };
  look();
}
