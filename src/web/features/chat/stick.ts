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
