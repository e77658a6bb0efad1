import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { afterIntent, afterScroll, type Place } from "./stick.ts";

const scrollKeys = new Set(["PageUp", "ArrowUp", "Home"]);

/**
 * Keeps a growing thread at its end, as long as its reader is there. Any sign of wanting to go up lets go at once;
 * only reaching the end, or the button, takes hold again. `key`: another conversation begins at its end.
 */
export function useStickToBottom(boxRef: RefObject<HTMLElement | null>, key: string) {
  const pinned = useRef(true);
  const [isPinned, setIsPinned] = useState(true);

  /** To the end at once, and holding on to it. */
  const toBottom = useCallback(() => {
    pinned.current = true;
    if (boxRef.current) boxRef.current.scrollTop = boxRef.current.scrollHeight;
  }, [boxRef]);

  useLayoutEffect(toBottom, [key, toBottom]);

  useEffect(() => {
    const box = boxRef.current;
    if (!box) return;
    let last: Place = placeOf(box);
    let touchY = 0;

    const set = (next: boolean) => {
      pinned.current = next;
      setIsPinned(next);
    };
    const stay = () => {
      if (pinned.current) box.scrollTop = box.scrollHeight;
      last = placeOf(box);
      setIsPinned(pinned.current);
    };
    const growth = new ResizeObserver(stay);
    growth.observe(box);
    for (const child of box.children) growth.observe(child);

    const onScroll = () => {
      const now = placeOf(box);
      set(afterScroll(pinned.current, last, now));
      last = now;
    };
    const want = (upwards: boolean) => set(afterIntent(pinned.current, upwards, placeOf(box)));
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) want(event.deltaY < 0 && !scrollsInside(event.target, box));
    };
    const onTouchStart = (event: TouchEvent) => {
      touchY = event.touches[0]?.clientY ?? 0;
    };
    const onTouchMove = (event: TouchEvent) => {
      const y = event.touches[0]?.clientY ?? 0;
      if (event.touches.length === 1) want(y > touchY + 2);
      touchY = y;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement) return;
      want(scrollKeys.has(event.key) || (event.key === " " && event.shiftKey));
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
  }, [boxRef]);

  return { isPinned, toBottom };
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
