import { finishCues, type ParsedCues, type RawCue } from "#shared/captions/finish-cues.ts";
import { joinRepeated } from "#shared/captions/join-repeated.ts";
import { cueLimits } from "#shared/video/cue-limits.ts";

/** A line with its words is never longer. In bytes. */
export const longestSample = 64 * 1024;
/** Effects of a song can be many lines, which become one. Beyond these, the rest of the file is not read. */
const mostFound = 5 * cueLimits.cues;
/** In seconds: a line without an end stays until the next one, at most so long. */
const longestOpen = 5;

/** Gathers the lines of a track that is read, within the limits. */
export function createCollector() {
  const found: RawCue[] = [];
  let broken = 0;
  let letters = 0;
  return {
    /** `end`: null if the file does not say it. */
    add(start: number, end: number | null, text: string) {
      letters += text.length;
      found.push({ start, end: end ?? Number.POSITIVE_INFINITY, text });
    },
    skip() {
      broken++;
    },
    isFull: () => found.length + broken >= mostFound || letters >= 4 * cueLimits.bytes,
    finish(): ParsedCues {
      found.sort((a, b) => a.start - b.start);
      const closed = found.map((cue, index) => {
        if (cue.end !== Number.POSITIVE_INFINITY) return cue;
        const next = found[index + 1]?.start ?? Number.POSITIVE_INFINITY;
        return { ...cue, end: Math.min(next > cue.start ? next : Number.POSITIVE_INFINITY, cue.start + longestOpen) };
      });
      const { cues, skipped } = finishCues(closed, broken);
      return { cues: joinRepeated(cues), skipped };
    },
  };
}

export type Collector = ReturnType<typeof createCollector>;
