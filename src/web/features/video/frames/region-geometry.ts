import type { Region } from "#shared/frames.ts";
import { smallestRegion } from "#shared/smallest-region.ts";

/** A place in the picture, or a distance, in fractions of the picture. */
export type Point = { x: number; y: number };

export const wholePicture: Region = { x: 0, y: 0, width: 1, height: 1 };
/** Where subtitles usually stand. */
export const presets = {
  bottom: { x: 0, y: 0.7, width: 1, height: 0.3 },
  top: { x: 0, y: 0, width: 1, height: 0.3 },
  whole: wholePicture,
} as const satisfies Record<string, Region>;

export const corners = ["nw", "ne", "sw", "se"] as const;
export type Corner = (typeof corners)[number];

const within = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

/** The region elsewhere, as large as it was and inside the picture. */
export const moveRegion = ({ x, y, width, height }: Region, by: Point): Region => ({
  x: within(x + by.x, 0, 1 - width),
  y: within(y + by.y, 0, 1 - height),
  width,
  height,
});

/** The region with its right and lower edges elsewhere. */
export const resizeRegion = ({ x, y, width, height }: Region, by: Point): Region => ({
  x,
  y,
  width: within(width + by.x, smallestRegion, 1 - x),
  height: within(height + by.y, smallestRegion, 1 - y),
});

/** The region between two places, of which either may lie outside the picture. */
export function regionBetween(a: Point, b: Point): Region {
  const [x, width] = span(a.x, b.x);
  const [y, height] = span(a.y, b.y);
  return { x, y, width, height };
}

function span(a: number, b: number): [start: number, length: number] {
  const start = within(Math.min(a, b), 0, 1 - smallestRegion);
  const end = within(Math.max(a, b), 0, 1);
  return [start, within(end - start, smallestRegion, 1 - start)];
}

/** The corner that stays where it is while this one is dragged. */
export const oppositeOf = (corner: Corner, { x, y, width, height }: Region): Point => ({
  x: corner.endsWith("w") ? x + width : x,
  y: corner.startsWith("n") ? y + height : y,
});

type Box = { left: number; top: number; width: number; height: number };

/** The place in the picture under a pointer. */
export const placeUnder = ({ clientX, clientY }: { clientX: number; clientY: number }, picture: Box): Point => ({
  x: (clientX - picture.left) / (picture.width || 1),
  y: (clientY - picture.top) / (picture.height || 1),
});

/** How far an arrow key goes; null for other keys. */
export function stepOf(key: string): Point | null {
  const step = 0.01;
  if (key === "ArrowLeft") return { x: -step, y: 0 };
  if (key === "ArrowRight") return { x: step, y: 0 };
  if (key === "ArrowUp") return { x: 0, y: -step };
  return key === "ArrowDown" ? { x: 0, y: step } : null;
}

/** As it is kept: the whole picture is no region. Edges moved by keys gather the errors of sums, so they are rounded. */
export function toKept({ x, y, width, height }: Region): Region | null {
  const [left, top] = [round(x), round(y)];
  const region = { x: left, y: top, width: round(Math.min(width, 1 - left)), height: round(Math.min(height, 1 - top)) };
  return region.width === 1 && region.height === 1 ? null : region;
}

const round = (fraction: number) => Math.round(fraction * 1e4) / 1e4;
