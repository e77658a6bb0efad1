import type { Region } from "#shared/frames.ts";
import { shortestMoment } from "#shared/video/shortest-moment.ts";
import type { Moment } from "#shared/video/moment.ts";

/** How long a frame is shown at most: films have 24 frames a second. */
const oneFrame = 1 / 23.9;
/** How much of the video before and after a frame belongs to its moment, in seconds. */
const aroundFrame = 1;

type Span = { start: number; end: number };

/** The times of a frame's moment. At the end of the video it ends with the video. */
export function spanOfFrame(at: number, duration: number | null): Span {
  const end = Math.max(shortestMoment, Math.min(at + aroundFrame, duration ?? Number.POSITIVE_INFINITY));
  return { start: Math.max(0, Math.min(at - aroundFrame, end - shortestMoment)), end };
}

/** The times of a line, or a little more of one that is shorter than the shortest moment. */
export const spanOfLine = ({ start, end }: Span): Span => ({ start, end: Math.max(end, start + shortestMoment) });

/** Moments in the order of the timeline. */
export const inOrder = (moments: readonly Moment[]): Moment[] =>
  moments.toSorted((one, other) => one.start - other.start || one.end - other.end);

/** The moment at that time. If several overlap, the one that starts last, which is the last one in order. */
export const momentAt = (ordered: readonly Moment[], time: number): Moment | null =>
  ordered.findLast(({ start, end }) => start <= time && time < end) ?? null;

/**
 * The moment before or after that time. From a shown moment that is at this time, the step goes to its neighbour in order, so that each
 * one of several that overlap is reached.
 */
export function neighbour(
  ordered: readonly Moment[],
  { step, time, shown }: { step: 1 | -1; time: number; shown: string | null },
): Moment | null {
  const index = ordered.findIndex(({ id }) => id === shown);
  const from = ordered[index];
  if (from && from.start - oneFrame <= time && time < from.end + oneFrame) return ordered[index + step] ?? null;
  return (step === 1 ? ordered.find(({ start }) => start > time) : ordered.findLast(({ end }) => end <= time)) ?? null;
}

/** Where a click on the moment goes: to the beginning of a line, or to the frame. */
export const placeOf = ({ source, at, start }: Moment): number => (source === "frame" ? at : start);

export type Place = Pick<Moment, "source" | "at" | "start" | "end" | "text" | "region">;

/** The saved moment of the same line, or of the same frame, one frame more or less, with the same region. */
export const findSaved = (moments: readonly Moment[], place: Place): Moment | null =>
  moments.find((moment) => isSamePlace(moment, place)) ?? null;

export const isSameFrame = (at: number, other: number): boolean => Math.abs(at - other) <= oneFrame;

export function isSamePlace(saved: Place, { source, at, start, end, text, region }: Place): boolean {
  if (saved.source !== source) return false;
  if (source === "frame") return isSameFrame(saved.at, at) && isSameRegion(saved.region, region);
  // the learner may have moved the ends of the saved one
  return start - oneFrame <= saved.at && saved.at <= end + oneFrame && lettersOf(saved.text) === lettersOf(text);
}

/** A saved text has other spaces and widths than the subtitle file. */
const lettersOf = (text: string | null) => (text ?? "").normalize("NFKC").replaceAll(/\s/gu, "");

const sides = ["x", "y", "width", "height"] as const;
export const isSameRegion = (one: Region | null, other: Region | null): boolean =>
  one === null || other === null ? one === other : sides.every((side) => Math.abs(one[side] - other[side]) < 0.001);
