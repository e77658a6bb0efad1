import type { Box } from "./place-popup.ts";

/** In milliseconds. The pointer must rest on a word this long to open its popup, so moving over a text opens nothing. */
export const dwell = 50;
/** In pixels. A pointer that moves farther is not resting. */
const still = 5;
/** How long the popup stays when the pointer has left the word and the popup, and is not on its way to the popup. */
const grace = 200;
/** The same while it is on its way. Each move towards the popup restarts the time. */
const patience = 350;

type Point = { x: number; y: number };

/** `W` identifies a word: equal values are the same word. Times are in milliseconds. */
export type HoverState<W> = {
  /** The word whose popup is open. */
  open: W | null;
  /** It was pressed or opened by a key: the pointer changes nothing. */
  isPinned: boolean;
  /** The word under the pointer opens when `due` is reached. */
  aim: { word: W; point: Point; due: number } | null;
  /** When the popup closes, or the word under the pointer opens in its place. */
  leaveAt: number | null;
  on: W | "popup" | null;
  last: Point | null;
};

export const nothing = { open: null, isPinned: false, aim: null, leaveAt: null, on: null, last: null };

type Move<W> = { at: number; point: Point; on: W | "popup" | null; popup: Box | null };

/** The pointer has moved. */
export function onMove<W>(state: HoverState<W>, { at, point, on, popup }: Move<W>): HoverState<W> {
  const { open, isPinned, aim, last } = state;
  const moved = { ...state, on, last: point };
  if (isPinned) return { ...moved, aim: null, leaveAt: null };
  if (on === "popup" || (open !== null && on === open)) return { ...moved, aim: null, leaveAt: null };
  if (open !== null && popup && last && isOnItsWay(last, point, popup))
    return { ...moved, aim: null, leaveAt: at + patience };
  const leaveAt = open === null ? null : (state.leaveAt ?? at + grace);
  if (on === null) return { ...moved, aim: null, leaveAt };
  const rests = aim?.word === on && Math.hypot(point.x - aim.point.x, point.y - aim.point.y) <= still;
  return { ...moved, leaveAt, aim: rests ? aim : { word: on, point, due: at + dwell } };
}

/** Time has passed. */
export function onTime<W>(state: HoverState<W>, at: number): HoverState<W> {
  const { aim, leaveAt, on } = state;
  if (aim && at >= aim.due) return { ...state, open: aim.word, aim: null, leaveAt: null };
  if (leaveAt === null || at < leaveAt) return state;
  const next = on === "popup" ? null : on;
  return { ...state, open: next, aim: null, leaveAt: null };
}

/** The time at which to call `onTime`. */
export function dueAt<W>({ aim, leaveAt }: HoverState<W>): number | null {
  const times = [aim?.due, leaveAt].filter((time) => typeof time === "number");
  return times.length === 0 ? null : Math.min(...times);
}

/** Whether a pointer that moves diagonally heads for the popup: its next point lies in the triangle between the last one and the popup's near edge. */
export function isOnItsWay(from: Point, to: Point, { left, top, right, bottom }: Box): boolean {
  const edge = top >= from.y ? top : bottom <= from.y ? bottom : null;
  if (edge === null || (to.x === from.x && to.y === from.y)) return false;
  const isNearer = Math.abs(edge - to.y) < Math.abs(edge - from.y);
  const part = (to.y - from.y) / (edge - from.y || 1);
  const within = (corner: number) => from.x + (corner - from.x) * part;
  return isNearer && to.x >= within(left) && to.x <= within(right);
}
