import { z } from "zod";
import { regionSchema } from "#shared/frames.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { textUpTo } from "#shared/request-text.ts";

/** `yt-<YouTube's id>` or `file-<hash of the file>`. A key is safe in a path and in a command. */
export const videoKeySchema = z.string().regex(/^(yt-[\w-]{11}|file-[0-9a-f]{16,64})$/, "not a video");
export type VideoKey = z.infer<typeof videoKeySchema>;

/** A day. No film is longer, and no number above it is a time in a video. */
export const longestVideo = 24 * 60 * 60;
/** Seconds from the beginning of the video. */
export const timeSchema = z.number().min(0).max(longestVideo);
export const trackIdSchema = z.string().regex(/^[\w.:-]{1,80}$/, "not the id of a track");

/** What is remembered of a video. */
const remembered = {
  title: textUpTo(300),
  /** Null while it is not known, as of a live stream. */
  duration: timeSchema.nullable(),
  position: timeSchema.describe("where the learner stopped, in seconds"),
  language: z.enum(learningLanguages),
  region: regionSchema.nullable().describe("the part of the picture that is read; null: not chosen"),
  track: trackIdSchema.nullable().describe("the subtitles that are shown; null: not chosen"),
  secondTrack: trackIdSchema.nullable().describe("a second line below them"),
  offset: z
    .number()
    .min(-longestVideo)
    .max(longestVideo)
    .describe("seconds that are added to the times of the subtitles"),
  poster: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "not the id of a frame")
    .nullable()
    .describe(
      "the frame that stands for the video in the list: its id. Not chosen: that of its newest moment with one",
    ),
};

/** `PUT /api/videos/{key}`: creates the video with the first request, later changes the given fields. */
export const videoUpdateSchema = z.strictObject(remembered).partial();
export type VideoUpdate = z.infer<typeof videoUpdateSchema>;

export const videoSchema = z.object({
  key: videoKeySchema,
  kind: z.enum(["youtube", "file"]),
  ...remembered,
  moments: z.number().int().describe("how many moments are kept"),
  openedAt: z.number(),
});
export type Video = z.infer<typeof videoSchema>;
