import { type RefObject, useEffect, useState } from "react";
import type { Range } from "./use-rows.ts";

/** In pixels; the styles have the same number. */
export const rowHeight = 62;
/** Rows above and below the screen that are drawn too, so that scrolling finds them. */
const spare = 12;
/** In rows: scrolling by less draws nothing. */
const step = 6;
/** Used until the list can be measured. */
const usualRows = 16;

/** Which rows of the list are on the screen, with some around them. */
export function useRange(scroller: RefObject<HTMLElement | null>): Range {
  const [range, setRange] = useState<Range>({ start: 0, end: usualRows + spare });
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const measure = () => {
      const rows = Math.ceil(box.clientHeight / rowHeight) || usualRows;
      const at = Math.floor(box.scrollTop / rowHeight / step) * step;
      const start = Math.max(0, at - spare);
      const end = at + rows + step + spare;
      setRange((known) => (known.start === start && known.end === end ? known : { start, end }));
    };
    measure();
    const size = new ResizeObserver(measure);
    size.observe(box);
    box.addEventListener("scroll", measure, { passive: true });
    return () => {
      size.disconnect();
      box.removeEventListener("scroll", measure);
    };
  }, [scroller]);
  return range;
}
