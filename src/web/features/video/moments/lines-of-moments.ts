import type { Cue } from "#shared/video/cues.ts";
import type { Moment } from "#shared/video/moment.ts";
import { lastBegun } from "#web/features/video/captions/line-at.ts";
import { isSamePlace, spanOfLine } from "./places.ts";

/** So many lines can begin before the line of a moment ends. */
const looksBack = 20;

/** The moment of each line that has one, by the number of the line. `lines` are sorted by their start. */
export function linesOfMoments(lines: readonly Cue[], moments: readonly Moment[]): Map<number, Moment> {
  const found = new Map<number, Moment>();
  for (const moment of moments) {
    const last = lastBegun(lines, moment.at + 0.1);
    for (let index = last; index >= 0 && index > last - looksBack; index--) {
      const line = lines[index];
      if (!line || !isSamePlace(moment, { ...spanOfLine(line), source: "cue", at: 0, text: line.text, region: null }))
        continue;
      found.set(index, moment);
      break;
    }
  }
  return found;
}
