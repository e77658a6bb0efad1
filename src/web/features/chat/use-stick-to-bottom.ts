import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { findAnswerTop } from "./answer-top.ts";
import { afterIntent, afterScroll, type Hold, heldTop, isAtEnd, type Place } from "./stick.ts";

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
