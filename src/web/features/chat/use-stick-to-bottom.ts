import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** The position of a scroll box: the scrolled distance, the height of the content without the room below it, the height of the visible part. */
export type ScrollPosition = { top: number; height: number; view: number };

/**
 * Who decides the scroll position. `answer`: the question stays at the top of the view while its answer is written below it, so that no line
 * moves while it is read. `end`: follows the end, however long the thread grows. `reader`: only the reader.
 */
export type Hold = "answer" | "end" | "reader";

/** Pixels from the end that still count as the end: browsers round, and the address bar of a phone moves. */
const near = 24;

export const isAtEnd = ({ top, height, view }: ScrollPosition): boolean => height - view - top <= near;

/** The scroll position to set; null: do not move. `answerTop`: the top of what is being answered; null if there is nothing. */
export function heldTop(hold: Hold, { top, height, view }: ScrollPosition, answerTop: number | null): number | null {
  if (hold === "reader") return null;
  const end = Math.max(0, height - view);
  // a reader who has the room below a short answer in view sees its end
  return hold === "end" || answerTop === null ? Math.max(end, top) : Math.max(0, answerTop);
}

/** The free room below the content that lets the question stand at the top of the view. */
export const roomFor = ({ height, view }: ScrollPosition, answerTop: number): number =>
  Math.max(0, answerTop + view - height);

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
 * `key`: another conversation begins at its end. `hasLater`: later messages are not loaded, so the end of the box is not the end to follow.
 */
export function useStickToBottom(boxRef: RefObject<HTMLElement | null>, key: string, hasLater: boolean) {
  const hold = useRef<Hold>("end");
  const [isAway, setIsAway] = useState(false);
  const last = useRef<ScrollPosition>({ top: 0, height: 0, view: 0 });
  const isPart = useRef(hasLater);
  useLayoutEffect(() => {
    isPart.current = hasLater;
  });

  /** Measures once, because each measurement after a change makes the browser lay out the page. */
  const keep = useCallback(() => {
    const box = boxRef.current;
    if (!box) return;
    const now = positionOf(box);
    // measured also when the reader has scrolled: the room shrinks as the answer grows, so that nothing moves
    const answerTop = hold.current === "answer" || now.room > 0 ? findAnswerTop(box) : null;
    if (answerTop !== null) setRoom(box, roomFor(now, answerTop));
    const top = heldTop(hold.current, now, answerTop);
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
  /** Puts the question whose answer begins now at the top of the view. */
  const toAnswer = useCallback(() => {
    hold.current = "answer";
    keep();
  }, [keep]);

  /** Leaves the position to the reader. */
  const toReader = useCallback(() => {
    hold.current = "reader";
    keep();
  }, [keep]);

  useLayoutEffect(() => {
    const box = boxRef.current;
    const isRead = box !== null && leaveFirstFrame(box);
    if (box) setRoom(box, 0); // another conversation may have left some
    if (isRead) toReader();
    else toBottom();
  }, [key, boxRef, toBottom, toReader]);

  useEffect(() => {
    const box = boxRef.current;
    if (!box) return;
    last.current = positionOf(box);
    let touchY = 0;

    const set = (wanted: Hold, now: ScrollPosition) => {
      const next = isPart.current ? "reader" : wanted;
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

  return { isAway: isAway || hasLater, toBottom, toAnswer, toReader };
}

const logOf = (box: HTMLElement) => box.querySelector<HTMLElement>("[role=log]");

/** The free room below the messages. Not a custom property: the browser would compute the styles of all messages again. */
const roomOf = (log: HTMLElement | null) => Number.parseFloat(log?.style.paddingBottom ?? "") || 0;
function setRoom(box: HTMLElement, room: number) {
  const log = logOf(box);
  if (log && roomOf(log) !== room) log.style.paddingBottom = `${room}px`;
}

const edgeOf = (box: HTMLElement, edge: "paddingTop" | "paddingBottom") =>
  Number.parseFloat(getComputedStyle(box)[edge]) || 0;

function positionOf(box: HTMLElement): ScrollPosition & { room: number } {
  const { scrollTop: top, clientHeight: view } = box;
  // not the box's own scroll height: that is at least its view
  const log = logOf(box);
  const room = roomOf(log);
  const bottom = log ? log.getBoundingClientRect().bottom - box.getBoundingClientRect().top + top : 0;
  return { top, height: bottom - room + edgeOf(box, "paddingBottom"), view, room };
}

/** Lets the box scroll as usual, at the same place. True if the learner has scrolled away from its end, before the page's code ran. */
function leaveFirstFrame(box: HTMLElement): boolean {
  if (box.dataset["firstFrame"] === undefined) return false;
  const fromEnd = -box.scrollTop; // its end is its beginning
  delete box.dataset["firstFrame"];
  box.scrollTop = box.scrollHeight - box.clientHeight - fromEnd;
  return fromEnd > near;
}

/** True inside an element that scrolls by itself, such as a long table or code block. */
function scrollsInside(target: EventTarget | null, box: HTMLElement): boolean {
  let element = target instanceof Element ? target : null;
  while (element && element !== box) {
    if (element.scrollTop > 0) return true;
    element = element.parentElement;
  }
  return false;
}

/** The share of the view that a question may take. For a longer one, only its end is visible. */
const mostOfView = 0.4;

/** The scroll position at which the thread's last question stands at the top. Null without a question. */
function findAnswerTop(box: HTMLElement): number | null {
  const asked = findQuestion(box);
  if (!asked) return null;
  const { top, bottom } = asked.getBoundingClientRect();
  const moved = box.scrollTop - box.getBoundingClientRect().top;
  return Math.max(0, moved + Math.max(top - edgeOf(box, "paddingTop"), bottom - mostOfView * box.clientHeight));
}

/** The learner's last message. Looks from the end, because a thread can have thousands of messages. */
function findQuestion(box: HTMLElement): Element | null {
  const log = logOf(box);
  for (let part = log?.lastElementChild ?? null; part; part = part.previousElementSibling) {
    const asked = part.matches("[data-role=learner]") ? part : part.querySelector("[data-role=learner]");
    if (asked) return asked;
  }
  return null;
}
