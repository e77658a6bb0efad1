import type { Moment } from "#shared/video/moment.ts";

/** More moments at one time than this share the last lane. */
export const mostLanes = 3;

/** The lane of each moment, so that moments that overlap are drawn below each other. */
export function toLanes(ordered: readonly Moment[]): number[] {
  const ends: number[] = [];
  return ordered.map(({ start, end }) => {
    const free = ends.findIndex((last) => last <= start);
    const lane = free === -1 ? Math.min(ends.length, mostLanes - 1) : free;
    ends[lane] = Math.max(ends[lane] ?? 0, end);
    return lane;
  });
}
