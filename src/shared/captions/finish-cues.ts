import { cueLimits } from "#shared/video/cue-limits.ts";
import type { Cue } from "#shared/video/cues.ts";

/** What a parser found: a time that it could not read is `NaN`. */
export type RawCue = { start: number; end: number; text: string };

/** `skipped`: broken lines, and lines beyond the limits. A line without text is not broken: it only clears the screen. */
export type ParsedCues = { cues: Cue[]; skipped: number };

/** A day, as in `timeSchema`. */
const latest = 24 * 60 * 60;
const round = (time: number) => Math.round(time * 1000) / 1000;

/** Sorts by time, leaves out what is broken, and keeps the limits. A line that begins before the video begins with it. */
export function finishCues(found: Iterable<RawCue>, broken = 0): ParsedCues {
  const cues: Cue[] = [];
  let skipped = broken;
  for (const { start, end, text } of found) {
    if (text === "") continue;
    const cue = { start: round(Math.max(0, start)), end: round(end), text };
    if (cue.end > cue.start && cue.end <= latest && text.length <= cueLimits.characters) cues.push(cue);
    else skipped++;
  }
  cues.sort((a, b) => a.start - b.start || a.end - b.end);
  const kept = cues.slice(0, cueLimits.cues);
  return { cues: kept, skipped: skipped + cues.length - kept.length };
}
