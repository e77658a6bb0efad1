import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** The position of a scroll box: the scrolled distance, the height of the content, the height of the visible part. */
export type ScrollPosition = { top: number; height: number; view: number };

/**
 * Who decides the scroll position. `answer`: follows the end until the question has reached the top of the view, and then keeps
 * it there. `end`: follows the end, however long the thread grows. `reader`: only the reader.
 */
export type Hold = "answer" | "end" | "reader";

/** Pixels from the end that still count as the end: browsers round, and the address bar of a phone moves. */
const near = 24;

export const isAtEnd = ({ top, height, view }: ScrollPosition): boolean => height - view - top <= near;

/** The scroll position to set; null: do not move. `answerTop`: the top of what is being answered; null while prose is written. */
export function heldTop(hold: Hold, { height, view }: ScrollPosition, answerTop: number | null): number | null {
  if (hold === "reader") return null;
  const end = Math.max(0, height - view);
  return hold === "end" || answerTop === null ? end : Math.max(0, Math.min(end, answerTop));
}

/**
 * The new mode after the box has scrolled, whatever the cause. Reaching the end starts following. A move without a change of
 * size came from the reader (a dragged scrollbar makes no wheel event); with one, it came from the browser, which keeps the
 * position while content changes.
 */
export function afterScroll(hold: Hold, before: ScrollPosition, now: ScrollPosition): Hold {
  const isResized = before.height !== now.height || before.view !== now.view;
  const moved = now.top - before.top;
  if (hold === "reader") return isAtEnd(now) && moved >= 0 ? "end" : hold;
  if (isResized || Math.abs(moved) < 1) return hold;
  if (isAtEnd(now)) return moved > 0 ? "end" : hold;
  return moved < 0 || hold === "answer" ? "reader" : hold;
}

/** The new mode on a reader's input, before the box has moved: stops following at once if there is anything to scroll to. */
export function afterIntent(hold: Hold, direction: "up" | "down", position: ScrollPosition): Hold {
  if (direction === "up") return position.height > position.view ? "reader" : hold;
  return hold === "answer" && !isAtEnd(position) ? "reader" : hold;
}

const upKeys = new Set(["PageUp", "ArrowUp", "Home"]);
const downKeys = new Set(["PageDown", "ArrowDown", "End", " "]);

/**
 * Keeps a growing thread where its reader looks: at its end, or at the question whose answer outgrows the view. Any input that
 * scrolls elsewhere stops this at once; only reaching the end, or the button, starts it again.
 * `key`: another conversation begins at its end.
 */
export function useStickToBottom(boxRef: RefObject<HTMLElement | null>, key: string) {
  const hold = useRef<Hold>("end");
  const [isAway, setIsAway] = useState(false);
  const last = useRef<ScrollPosition>({ top: 0, height: 0, view: 0 });

  /** Measures once, because each measurement after a change makes the browser lay out the page. */
  const keep = useCallback(() => {
    const box = boxRef.current;
    if (!box) return;
    const now = positionOf(box);
    const top = heldTop(hold.current, now, hold.current === "answer" ? findAnswerTop(box) : null);
    if (top !== null && top !== now.top) {
      box.scrollTop = top;
      now.top = box.scrollTop;
    }
    last.current = now; // so that `onScroll` recognises the move as our own
    setIsAway(hold.current !== "end" && !isAtEnd(now));
  }, [boxRef]);
  /** Scrolls to the end and follows it. */
  const toBottom = useCallback(() => {
    hold.current = "end";
    keep();
  }, [keep]);
  /** Follows the end of the answer that begins now, until it outgrows the view. */
  const toAnswer = useCallback(() => {
    hold.current = "answer";
    keep();
  }, [keep]);

  useLayoutEffect(toBottom, [key, toBottom]);

  useEffect(() => {
    const box = boxRef.current;
    if (!box) return;
    last.current = positionOf(box);
    let touchY = 0;

    const set = (next: Hold, now: ScrollPosition) => {
      hold.current = next;
      setIsAway(next !== "end" && !isAtEnd(now));
    };
    const growth = new ResizeObserver(keep);
    growth.observe(box);
    for (const child of box.children) growth.observe(child);

    const onScroll = () => {
      const now = positionOf(box);
      set(afterScroll(hold.current, last.current, now), now);
      last.current = now;
    };
    const want = (direction: "up" | "down") => {
      const now = positionOf(box);
      set(afterIntent(hold.current, direction, now), now);
    };
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

    // what the learner opens grows downwards, and what is above it stays
    const onClick = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest("[aria-expanded], summary, [data-opens]"))
        set("reader", positionOf(box));
    };

    const passive = { passive: true };
    box.addEventListener("scroll", onScroll, passive);
    box.addEventListener("wheel", onWheel, passive);
    box.addEventListener("touchstart", onTouchStart, passive);
    box.addEventListener("touchmove", onTouchMove, passive);
    box.addEventListener("keydown", onKeyDown);
    box.addEventListener("click", onClick);
    return () => {
      growth.disconnect();
      box.removeEventListener("scroll", onScroll);
      box.removeEventListener("wheel", onWheel);
      box.removeEventListener("touchstart", onTouchStart);
      box.removeEventListener("touchmove", onTouchMove);
      box.removeEventListener("keydown", onKeyDown);
      box.removeEventListener("click", onClick);
    };
  }, [boxRef, keep]);

  return { isAway, toBottom, toAnswer };
}

const positionOf = ({ scrollTop, scrollHeight, clientHeight }: HTMLElement): ScrollPosition => ({
  top: scrollTop,
  height: scrollHeight,
  view: clientHeight,
});

/** True inside an element that scrolls by itself, such as a long table or code block. */
function scrollsInside(target: EventTarget | null, box: HTMLElement): boolean {
  let element = target instanceof Element ? target : null;
  while (element && element !== box) {
    if (element.scrollTop > 0) return true;
    element = element.parentElement;
  }
  return false;
}

/** Free pixels above what is kept at the top. */
const air = 12;
/** Visible pixels of a card that appears under the prose that is being read. */
const peek = 70;

/**
 * The top of the thread's last question, which stays at the top of the view while its cards fill; or the top of the answer itself
 * if the part above it would take half of the view. Null while the answer is prose, which is followed at its end: a card under the prose does not push it away.
 */
function findAnswerTop(box: HTMLElement): number | null {
  const { asked, answer } = findLastTurn(box);
  if (!asked) return null;
  const topOf = (element: Element) =>
    element.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  const [first, ...rest] = answer
    ? [...answer.querySelectorAll("article, [data-article], [data-prose]")].filter(isUnfolded)
    : [];
  if (!first) return null;
  if (first.matches("[data-prose]")) {
    const card = rest.find((part) => part.matches("article"));
    return card ? Math.max(0, topOf(card) - box.clientHeight + peek) : null;
  }
  const isFar = topOf(first) - topOf(asked) > box.clientHeight / 2;
  return Math.max(0, topOf(isFar ? first : asked) - air);
}

/** The learner's last message, and the last answer to it. Looks from the end, because a thread can have thousands of messages. */
function findLastTurn(box: HTMLElement): { asked: Element | null; answer: Element | null } {
  let answer: Element | null = null;
  const log = box.querySelector("[role=log]");
  for (let part = log?.lastElementChild ?? null; part; part = part.previousElementSibling) {
    const asked = part.matches("[data-role=learner]") ? part : part.querySelector("[data-role=learner]");
    if (asked) return { asked, answer };
    answer ??= part.querySelector("[data-role=tutor]");
  }
  return { asked: null, answer };
}

const isUnfolded = (element: Element) => element.closest("details:not([open])") === null;
