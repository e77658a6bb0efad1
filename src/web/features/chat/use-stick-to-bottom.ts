import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Where a scroll box stands: how far down, how high its content is, how much of it is seen. */
export type Place = { top: number; height: number; view: number };

/**
 * Who decides where a thread stands. `answer`: its end is followed until what was asked has risen to the top of the view,
 * and stays there. `end`: its end is followed, however long it grows. `reader`: nobody but the reader.
 */
export type Hold = "answer" | "end" | "reader";

/** Pixels from the end that still count as the end: browsers round, and the address bar of a phone moves. */
const near = 24;

export const isAtEnd = ({ top, height, view }: Place): boolean => height - view - top <= near;

/** Where the box is to stand; null: where it is. `answerTop`: where what is answered begins, null while prose is written. */
export function heldTop(hold: Hold, { height, view }: Place, answerTop: number | null): number | null {
  if (hold === "reader") return null;
  const end = Math.max(0, height - view);
  return hold === "end" || answerTop === null ? end : Math.max(0, Math.min(end, answerTop));
}

/**
 * After the box has scrolled, whoever did it. Reaching the end takes hold of it. A move without any change of size was a
 * person's (a dragged scrollbar makes no wheel event); with one it was the browser, keeping the place while content changed.
 */
export function afterScroll(hold: Hold, before: Place, now: Place): Hold {
  const isResized = before.height !== now.height || before.view !== now.view;
  const moved = now.top - before.top;
  if (hold === "reader") return isAtEnd(now) && moved >= 0 ? "end" : hold;
  if (isResized || Math.abs(moved) < 1) return hold;
  if (isAtEnd(now)) return moved > 0 ? "end" : hold;
  return moved < 0 || hold === "answer" ? "reader" : hold;
}

/** A person's hand, before the box has moved: it lets go at once, if there is anywhere to go. */
export function afterIntent(hold: Hold, direction: "up" | "down", place: Place): Hold {
  if (direction === "up") return place.height > place.view ? "reader" : hold;
  return hold === "answer" && !isAtEnd(place) ? "reader" : hold;
}

const upKeys = new Set(["PageUp", "ArrowUp", "Home"]);
const downKeys = new Set(["PageDown", "ArrowDown", "End", " "]);

/**
 * Keeps a growing thread where its reader looks: at its end, or at the question whose answer outgrows the view. Any sign
 * of wanting to go elsewhere lets go at once; only reaching the end, or the button, takes hold again.
 * `key`: another conversation begins at its end.
 */
export function useStickToBottom(boxRef: RefObject<HTMLElement | null>, key: string) {
  const hold = useRef<Hold>("end");
  const [isAway, setIsAway] = useState(false);
  const last = useRef<Place>({ top: 0, height: 0, view: 0 });

  const keep = useCallback(() => {
    const box = boxRef.current;
    if (!box) return;
    const top = heldTop(hold.current, placeOf(box), hold.current === "answer" ? findAnswerTop(box) : null);
    if (top !== null) box.scrollTop = top;
    last.current = placeOf(box); // so that the move that follows is known as our own
    setIsAway(hold.current === "reader" || (hold.current === "answer" && !isAtEnd(placeOf(box))));
  }, [boxRef]);
  /** To the end at once, and holding on to it. */
  const toBottom = useCallback(() => {
    hold.current = "end";
    keep();
  }, [keep]);
  /** To the end of the answer that begins now, until it outgrows the view. */
  const toAnswer = useCallback(() => {
    hold.current = "answer";
    keep();
  }, [keep]);

  useLayoutEffect(toBottom, [key, toBottom]);

  useEffect(() => {
    const box = boxRef.current;
    if (!box) return;
    last.current = placeOf(box);
    let touchY = 0;

    const set = (next: Hold) => {
      hold.current = next;
      setIsAway(next === "reader" || (next === "answer" && !isAtEnd(placeOf(box))));
    };
    const growth = new ResizeObserver(keep);
    growth.observe(box);
    for (const child of box.children) growth.observe(child);

    const onScroll = () => {
      const now = placeOf(box);
      set(afterScroll(hold.current, last.current, now));
      last.current = now;
    };
    const want = (direction: "up" | "down") => set(afterIntent(hold.current, direction, placeOf(box)));
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaY === 0 || (event.deltaY < 0 && scrollsInside(event.target, box))) return;
      want(event.deltaY < 0 ? "up" : "down");
    };
    const onTouchStart = (event: TouchEvent) => {
      touchY = event.touches[0]?.clientY ?? 0;
    };
    const onTouchMove = (event: TouchEvent) => {
      const y = event.touches[0]?.clientY ?? 0;
      if (event.touches.length === 1 && Math.abs(y - touchY) > 2) want(y > touchY ? "up" : "down");
      touchY = y;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement) return;
      if (upKeys.has(event.key) || (event.key === " " && event.shiftKey)) want("up");
      else if (downKeys.has(event.key) && !(event.target instanceof HTMLButtonElement)) want("down");
    };

    const passive = { passive: true };
    box.addEventListener("scroll", onScroll, passive);
    box.addEventListener("wheel", onWheel, passive);
    box.addEventListener("touchstart", onTouchStart, passive);
    box.addEventListener("touchmove", onTouchMove, passive);
    box.addEventListener("keydown", onKeyDown);
    return () => {
      growth.disconnect();
      box.removeEventListener("scroll", onScroll);
      box.removeEventListener("wheel", onWheel);
      box.removeEventListener("touchstart", onTouchStart);
      box.removeEventListener("touchmove", onTouchMove);
      box.removeEventListener("keydown", onKeyDown);
    };
  }, [boxRef, keep]);

  return { isAway, toBottom, toAnswer };
}

const placeOf = ({ scrollTop, scrollHeight, clientHeight }: HTMLElement): Place => ({
  top: scrollTop,
  height: scrollHeight,
  view: clientHeight,
});

/** A long table or the text of a code block, scrolled in itself. */
function scrollsInside(target: EventTarget | null, box: HTMLElement): boolean {
  let element = target instanceof Element ? target : null;
  while (element && element !== box) {
    if (element.scrollTop > 0) return true;
    element = element.parentElement;
  }
  return false;
}

/** Pixels that stay free above what is held at the top. */
const air = 12;

/**
 * Where the thread's last question begins, to be held at the top while its card is filled; the card itself when what
 * stands above it would take half of the view. Null while the answer is prose, which is read at its end.
 */
function findAnswerTop(box: HTMLElement): number | null {
  const asked = [...box.querySelectorAll<HTMLElement>("[data-role=learner]")].at(-1);
  const answer = [...box.querySelectorAll<HTMLElement>("[data-role=tutor]")].at(-1);
  if (!asked) return null;
  const topOf = (element: Element) =>
    element.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  const isAnswered = answer && asked.compareDocumentPosition(answer) & Node.DOCUMENT_POSITION_FOLLOWING;
  // the analyser's own card steps aside for prose that the model writes instead of a card
  const card =
    isAnswered && (answer.querySelector("article:not([data-state=provisional])") ?? answer.querySelector("article"));
  if (!card || (card.matches("[data-state=provisional]") && answer.querySelector("[data-prose]"))) return null;
  const isFar = topOf(card) - topOf(asked) > box.clientHeight / 2;
  return Math.max(0, topOf(isFar ? card : asked) - air);
}
