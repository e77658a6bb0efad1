import type { Cue } from "#shared/video/cues.ts";

/** A line at a time, with the lines around it for the model. */
export type LineHere = { cue: Cue; index: number; before: string[]; after: string[] };
export type LineAt = (time: number) => LineHere | null;

/** How many lines before and after a line the model gets. */
const linesAround = 2;

/** The number of the last line that has begun at this time; -1 before the first one. `lines` are sorted by their start. */
export function lastBegun(lines: readonly Cue[], time: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.start ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A line that began long ago may still be shown below later ones: the texts of a sign. */
const looksBack = 20;

/** The number of the line that is shown at this time; -1 if there is none. Of several, the one that began last. */
export function shownAt(lines: readonly Cue[], time: number): number {
  const last = lastBegun(lines, time);
  for (let index = last; index >= 0 && index > last - looksBack; index--) {
    if ((lines[index]?.end ?? 0) > time) return index;
  }
  return -1;
}

const textsOf = (lines: readonly Cue[]) => lines.map(({ text }) => text);

/** A line with the lines around it. */
export function withNeighbours(lines: readonly Cue[], index: number): LineHere | null {
  const cue = lines[index];
  if (!cue) return null;
  return {
    cue,
    index,
    before: textsOf(lines.slice(Math.max(0, index - linesAround), index)),
    after: textsOf(lines.slice(index + 1, index + 1 + linesAround)),
  };
}

/** The lines with the learner's offset. What would begin before the video begins with it; what would end before it is left out. */
export const withOffset = (cues: readonly Cue[], offset: number): readonly Cue[] =>
  offset === 0
    ? cues
    : cues.flatMap((cue) => {
        const end = cue.end + offset;
        return end > 0 ? [{ ...cue, start: Math.max(0, cue.start + offset), end }] : [];
      });

/** The text of the second track that belongs to a line: what is shown for the longest time together with it. */
export function textBeside(second: readonly Cue[], { start, end }: Cue): string {
  const texts: string[] = [];
  for (let index = lastBegun(second, end - 0.01); index >= 0; index--) {
    const other = second[index];
    if (!other || other.start < start - 30) break;
    const shared = Math.min(end, other.end) - Math.max(start, other.start);
    // a neighbour whose edge only touches the line belongs to another line
    if (shared >= Math.min(end - start, other.end - other.start) / 2) texts.unshift(other.text);
  }
  return texts.join("\n");
}
