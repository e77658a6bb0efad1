import type { Cue } from "#shared/video/cues.ts";

/** In seconds: less than a frame. */
const gap = 0.04;

/** A moving or layered text of ASS is written as one line for each frame or layer. Here it is one line. */
export function joinRepeated(cues: readonly Cue[]): Cue[] {
  const joined: Cue[] = [];
  const last = new Map<string, Cue>();
  for (const cue of cues) {
    const same = last.get(cue.text);
    if (same && cue.start - same.end <= gap) same.end = Math.max(same.end, cue.end);
    else {
      const kept = { ...cue };
      last.set(cue.text, kept);
      joined.push(kept);
    }
  }
  return joined;
}
