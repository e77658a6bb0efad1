/** The heights that a list is made of, in pixels. All rows are equally high, because a title has one line. */
export type Heights = { heading: number; row: number };

/** A group of rows under a heading. `count` includes rows that are not loaded yet. */
export type GroupSize = { count: number };
export type Group = GroupSize & { ids: readonly string[] };

/** The part of the list that is on the screen, in pixels from the top of the list. */
export type View = { top: number; height: number };

/** Rows above and below the screen that are drawn too, so that scrolling and the Tab key find them. */
const spare = 12;

/** The rows of each group that are drawn: from `start` up to, but without, `end`. */
export function findWindow(groups: readonly GroupSize[], { heading, row }: Heights, view: View) {
  let top = 0;
  return groups.map(({ count }) => {
    const first = top + heading;
    top = first + count * row;
    const start = Math.floor((view.top - first) / row) - spare;
    const end = Math.ceil((view.top + view.height - first) / row) + spare;
    return { start: clamp(start, 0, count), end: clamp(end, 0, count) };
  });
}

/** How far the top of each loaded row is from the top of the list. */
export function findTops(groups: readonly Group[], { heading, row }: Heights): ReadonlyMap<string, number> {
  const tops = new Map<string, number>();
  let top = 0;
  for (const { ids, count } of groups) {
    const first = top + heading;
    ids.forEach((id, index) => tops.set(id, first + index * row));
    top = first + count * row;
  }
  return tops;
}

/**
 * How far the list has to be scrolled so that what the reader sees stays where it is. `moves`: how far each row that was on the screen has
 * moved. A row that jumped to the top of the list moved for another reason, so the smallest move counts.
 */
export function keptPlace(moves: readonly number[]): number {
  const [first = 0, ...rest] = moves;
  return rest.reduce((smallest, move) => (Math.abs(move) < Math.abs(smallest) ? move : smallest), first);
}

/** Rows to draw, and gaps as high as the rows between them. `always`: rows outside the window, such as the one with the focus. */
export type Piece = { index: number } | { gap: number; before: number };

export function toPieces(
  count: number,
  { start, end }: { start: number; end: number },
  always: readonly number[],
): Piece[] {
  const drawn = new Set(always.filter((index) => index >= 0 && index < count));
  for (let index = start; index < end; index++) drawn.add(index);
  const pieces: Piece[] = [];
  let next = 0;
  for (const index of [...drawn].sort((a, b) => a - b)) {
    if (index > next) pieces.push({ gap: index - next, before: index });
    pieces.push({ index });
    next = index + 1;
  }
  if (next < count) pieces.push({ gap: count - next, before: count });
  return pieces;
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));
