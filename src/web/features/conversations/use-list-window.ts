import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { findTops, findWindow, type Group, type Heights, keptPlace, type View } from "./list-window.ts";

/** Used until a heading and a row are drawn and can be measured. */
const usual: Heights = { heading: 34, row: 34 };
const firstScreen: View = { top: 0, height: 700 };

/**
 * Which rows of a long list are drawn: those on the screen and some around it. When a row moves to the top of the list, what the reader
 * sees stays where it is.
 */
export function useListWindow(boxRef: RefObject<HTMLElement | null>, groups: readonly Group[]) {
  const [heights, setHeights] = useState(usual);
  const [view, setView] = useState(firstScreen);
  const seen = useRef<readonly { id: string; top: number }[]>([]);

  const measure = useCallback(() => {
    const box = boxRef.current;
    const scroller = box && findScroller(box);
    if (!box || !scroller || scroller.clientHeight === 0) return; // not on the screen
    setHeights((known) => {
      const now = { heading: heightOf(box, "h2") ?? known.heading, row: heightOf(box, "[data-chat]") ?? known.row };
      return now.heading === known.heading && now.row === known.row ? known : now;
    });
    const top = scroller.getBoundingClientRect().top - box.getBoundingClientRect().top;
    // in steps of several rows, so that scrolling by a pixel draws nothing
    const coarse = { top: Math.floor(top / stepPx) * stepPx, height: scroller.clientHeight + stepPx };
    setView((known) => (known.top === coarse.top && known.height === coarse.height ? known : coarse));
  }, [boxRef]);

  useEffect(() => {
    const box = boxRef.current;
    const scroller = box && findScroller(box);
    if (!box || !scroller) return;
    measure();
    const growth = new ResizeObserver(measure);
    growth.observe(scroller);
    growth.observe(box);
    scroller.addEventListener("scroll", measure, { passive: true });
    return () => {
      growth.disconnect();
      scroller.removeEventListener("scroll", measure);
    };
  }, [boxRef, measure]);

  const windows = useMemo(() => findWindow(groups, heights, view), [groups, heights, view]);
  const tops = useMemo(() => findTops(groups, heights), [groups, heights]);

  useLayoutEffect(() => {
    const moves = seen.current.flatMap(({ id, top }) => {
      const now = tops.get(id);
      return now === undefined ? [] : [now - top];
    });
    const move = keptPlace(moves);
    const box = boxRef.current;
    const scroller = move !== 0 && box && findScroller(box);
    // at the top of the list, the reader wants to see what is new there
    const isScrolled = scroller && box.getBoundingClientRect().top < scroller.getBoundingClientRect().top;
    if (isScrolled) scroller.scrollBy({ top: move, behavior: "instant" });
    seen.current = windows.flatMap(({ start, end }, group) =>
      (groups[group]?.ids.slice(start, end) ?? []).map((id) => ({ id, top: tops.get(id) ?? 0 })),
    );
  }, [boxRef, groups, tops, windows]);

  return { windows, rowHeight: heights.row };
}

const stepPx = 120;

const heightOf = (box: HTMLElement, selector: string): number | undefined =>
  box.querySelector<HTMLElement>(selector)?.getBoundingClientRect().height || undefined;

/** The element whose scrollbar moves this one. */
function findScroller(element: HTMLElement): HTMLElement | null {
  for (let parent = element.parentElement; parent; parent = parent.parentElement)
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  return null;
}
