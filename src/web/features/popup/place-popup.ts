/** In CSS pixels of the layout viewport, like `getBoundingClientRect()`. */
export type Box = { left: number; top: number; right: number; bottom: number };

export type Place = { left: number; top: number; width: number; maxHeight: number; side: "below" | "above" };

const widest = 400;
/** The gap between the popup and the word, and between the popup and the edge of the screen. */
const gap = 6;
const margin = 8;
/** The popup stands below the word, unless there is less room than this below and more above. */
const enough = 320;
/** Keeps a part of the page visible. Longer content scrolls. */
const tallest = (view: Box) => Math.max(300, (view.bottom - view.top) * 0.58);

/**
 * Where the popup stands: under the word or above it, and on the part of the page that can be seen, which is smaller than the page when
 * the learner has zoomed in or types on a screen keyboard. It depends on no size of the popup, so the popup keeps its side while it grows.
 * `top` is its lower edge if it stands above.
 */
export function placePopup(word: Box, view: Box): Place {
  const width = Math.max(0, Math.min(widest, view.right - view.left - 2 * margin));
  const below = view.bottom - margin - Math.max(word.bottom, view.top) - gap;
  const above = Math.min(word.top, view.bottom) - gap - view.top - margin;
  const side = below >= Math.min(enough, above) ? "below" : "above";
  const left = Math.max(view.left + margin, Math.min(word.left - margin, view.right - margin - width));
  return {
    left,
    top: side === "below" ? view.bottom - margin - below : view.top + margin + above,
    width,
    maxHeight: Math.max(0, Math.min(tallest(view), side === "below" ? below : above)),
    side,
  };
}

/** The box around all boxes of a word, which may be divided by a line break. */
export function around(boxes: readonly Box[]): Box {
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

export const isInView = (word: Box, view: Box): boolean =>
  word.bottom >= view.top && word.top <= view.bottom && word.right >= view.left && word.left <= view.right;
