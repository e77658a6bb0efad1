/** Where a scroll box stands: how far down, how high its content is, how much of it is seen. */
export type Place = { top: number; height: number; view: number };

/** Pixels from the end that still count as the end: browsers round, and the address bar of a phone moves. */
const near = 24;

export const isAtEnd = ({ top, height, view }: Place): boolean => height - view - top <= near;

/**
 * After the box has scrolled, whoever did it. Reaching the end pins. Going up without any change of size was a person
 * (a dragged scrollbar makes no wheel event); with one it was the browser, keeping the place while content grew or shrank.
 */
export function afterScroll(pinned: boolean, before: Place, now: Place): boolean {
  if (isAtEnd(now)) return now.top >= before.top || pinned;
  const isResized = before.height !== now.height || before.view !== now.view;
  return pinned && (isResized || now.top >= before.top);
}

/** A person's hand, before the box has moved: up lets go at once, if there is anywhere to go. */
export function afterIntent(pinned: boolean, upwards: boolean, place: Place): boolean {
  return pinned && !(upwards && place.height > place.view);
}
