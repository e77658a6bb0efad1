import type { Moment } from "#shared/video/moment.ts";
import type { Taken } from "./job.ts";

type Around = { before: readonly string[]; after: readonly string[] };

/** What is sent again for a saved moment: its line with the lines around it, as far as they are known, or its frame, which the server has. */
export function toTaken(moment: Moment, around: Around | null): Taken {
  const { source, at, start, end, text, region, frame } = moment;
  const { before, after } = around ?? { before: [], after: [] };
  const place = { source, at, start, end, region, still: null, frame };
  return source === "cue" ? { ...place, text, before, after } : { ...place, text: null, before: [], after: [] };
}
