import { z } from "zod";
import { textUpTo } from "#shared/request-text.ts";
import { cueLimits } from "./cue-limits.ts";
import { trackIdSchema } from "./video.ts";

/** A line of subtitles. Times in seconds, without the learner's offset. The text is plain: no markup, lines divided by `\n`. */
export const cueSchema = z.object({
  start: z.number().min(0),
  end: z.number().positive(),
  text: textUpTo(cueLimits.characters, 1),
});
export type Cue = z.infer<typeof cueSchema>;

/** `file`: a subtitle file; `embedded`: inside the video file; `manual` and `automatic`: from YouTube. */
export const trackKinds = ["file", "embedded", "manual", "automatic"] as const;

export const trackSchema = z.object({
  id: trackIdSchema,
  kind: z.enum(trackKinds),
  language: textUpTo(60).nullable().describe("BCP 47, if it is known"),
  label: textUpTo(200).describe("the name of the file or of the track; may be empty"),
});
export type Track = z.infer<typeof trackSchema>;

/** `PUT /api/videos/{key}/tracks/{id}`: keeps the lines of a track, so that they are there without the file or without YouTube. */
export const storedTrackSchema = z.object({
  ...trackSchema.shape,
  cues: z.array(cueSchema).max(cueLimits.cues),
  skipped: z.number().int().min(0).describe("broken lines that were left out"),
});
export type StoredTrack = z.infer<typeof storedTrackSchema>;
