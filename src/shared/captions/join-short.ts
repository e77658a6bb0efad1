import { cueLimits } from "#shared/video/cue-limits.ts";
import type { Cue } from "#shared/video/cues.ts";

/** In seconds. What is shown for a shorter time cannot be read. */
const shortest = 0.3;

/** Lets each line of automatic subtitles end where the next begins, and joins lines that would be too short with the next one. */
export function joinShort(cues: readonly Cue[]): Cue[] {
  const joined: Cue[] = [];
  for (const [index, cue] of cues.entries()) {
    const next = cues[index + 1];
    const end = next && next.start > cue.start ? Math.min(cue.end, next.start) : cue.end;
    const last = joined.at(-1);
    const isShort = last !== undefined && last.end - last.start < shortest && cue.start - last.end < shortest;
    const text = isShort ? joinTexts(last.text, cue.text) : cue.text;
    if (!isShort || text.length > cueLimits.characters) joined.push({ ...cue, end });
    else Object.assign(last, { end: Math.max(end, last.end), text });
  }
  return joined;
}

/** Chinese and Japanese have no space between words. */
const joinTexts = (one: string, other: string): string => {
  const isSpaced = !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー。、，！？]$/u.test(one);
  return `${one}${isSpaced ? " " : ""}${other}`;
};
