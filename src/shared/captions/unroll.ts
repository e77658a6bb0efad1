import type { Cue } from "#shared/video/cues.ts";
import { joinShort } from "./join-short.ts";
import type { ParsedCues } from "./finish-cues.ts";

/** Between two steps of a rolling subtitle, in seconds. */
const longestGap = 0.1;
/** A rolling subtitle has two or three lines. */
const mostLines = 4;

/**
 * Automatic subtitles roll: each line is shown when it is spoken, again for 10 ms, and again above the next line. Here each line stays once, from its first
 * time to that of the next. Other subtitles stay as they are.
 */
export function unroll({ cues, skipped }: ParsedCues): ParsedCues {
  const steps = cues.map((cue, index) => toStep(cue, cues[index - 1]));
  const repeating = steps.filter(({ repeated }) => repeated > 0);
  const isRolling = repeating.length * 2 >= cues.length - 1 && repeating.some(({ rest }) => rest !== "");
  if (!isRolling) return { cues, skipped };
  const lines: Cue[] = [];
  for (const [index, { rest }] of steps.entries()) {
    const { start, end } = cues[index]!;
    const last = lines.at(-1);
    if (rest !== "") lines.push({ start, end, text: rest });
    else if (last) last.end = Math.max(last.end, end);
  }
  return { cues: joinShort(lines), skipped };
}

/** How many lines at the beginning of a cue were shown at the end of the one before, and what is new below them. */
function toStep(cue: Cue, before: Cue | undefined): { repeated: number; rest: string } {
  if (!before || cue.start - before.end > longestGap) return { repeated: 0, rest: cue.text };
  const lines = cue.text.split("\n");
  const shown = before.text.split("\n");
  for (let count = Math.min(lines.length, shown.length, mostLines); count > 0; count--)
    if (shown.slice(-count).every((line, index) => line === lines[index]))
      return { repeated: count, rest: lines.slice(count).join("\n") };
  return { repeated: 0, rest: cue.text };
}
