import { type RefObject, useEffect, useState } from "react";
import { type Sight, watchSight } from "./sight.ts";

/** Where an element is. `isDrawn`: it is drawn in full from the start, and not only when it comes near the screen. */
export function useSight(element: RefObject<HTMLElement | null>, isDrawn = false): Sight {
  const [first] = useState<Sight>(isDrawn ? "left" : "unseen");
  const [sight, setSight] = useState(first);
  useEffect(() => (element.current ? watchSight(element.current, first, setSight) : undefined), [element, first]);
  return sight;
}
