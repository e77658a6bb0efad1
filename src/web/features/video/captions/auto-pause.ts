import type { Cue } from "#shared/video/cues.ts";
import { shownAt } from "./line-at.ts";

/** The picture of the line still stands when the video stops this long before its end: the next line may begin right there. */
const lead = 0.06;
/** A later time was reached by a seek and not by playing. */
const late = 0.5;

/**
 * Decides at each tick whether the video stops, because a line ends. It stops once at each line, until the learner goes back before the line's
 * end.
 */
export function createAutoPause(): (lines: readonly Cue[], time: number) => boolean {
  let waiting = -1;
  let stopped = -1;
  return (lines, time) => {
    const shown = shownAt(lines, time);
    const end = lines[waiting]?.end ?? Number.POSITIVE_INFINITY;
    const isOver = waiting !== stopped && time >= end - lead && time < end + late;
    if (isOver) {
      stopped = waiting;
      return true;
    }
    if (shown >= 0) waiting = shown;
    if (stopped >= 0 && time < (lines[stopped]?.end ?? 0) - lead - 0.2) stopped = -1;
    return false;
  };
}
