import { z } from "zod";
import { apiErrorSchema } from "#shared/errors.ts";
import { trackSchema } from "./cues.ts";
import { timeSchema } from "./video.ts";
import { videoToolNames } from "./youtube-values.ts";

/** The id of a YouTube video. Safe in an address and in a command. */
export const youtubeIdSchema = z.string().regex(/^[A-Za-z0-9_-]{11}$/, "not the id of a YouTube video");

/** `GET /api/youtube/{id}`: what YouTube says of a video. */
export const youtubeVideoSchema = z.object({
  id: youtubeIdSchema,
  title: z.string().max(300),
  duration: timeSchema.nullable().describe("in seconds; null: not known, as of a live stream"),
  isLive: z.boolean().describe("pictures cannot be fetched from it"),
  availableAt: z
    .number()
    .nullable()
    .describe("milliseconds since 1970: before then YouTube gives no pictures of it; null: at once"),
  heights: z.array(z.number().int()).describe("of the pictures that can be fetched, in lines; empty: none can"),
  tracks: z.array(trackSchema).describe("subtitles in the spoken languages; automatic ones last"),
  tool: z.enum(videoToolNames).describe("who found it out"),
});
export type YoutubeVideo = z.infer<typeof youtubeVideoSchema>;

const attemptSchema = z.object({
  at: z.number().describe("milliseconds since 1970"),
  error: apiErrorSchema.nullable(),
});

export const videoToolSchema = z.object({
  name: z.enum(videoToolNames),
  isFound: z.boolean().describe("youtubei.js is part of Blossom; yt-dlp may be installed"),
  path: z.string().nullable().describe("of yt-dlp"),
  version: z.string().nullable(),
  ageDays: z.number().int().nullable().describe("days since this version was released, if the tool says so"),
  isOld: z
    .boolean()
    .describe("an update may help: its authors warn of versions of this age, or it has known security holes"),
  lastSuccess: z.number().nullable().describe("milliseconds since 1970; null: none since Blossom started"),
  lastFailure: attemptSchema.nullable(),
});
export type VideoTool = z.infer<typeof videoToolSchema>;

/** `GET /api/video-tools`. */
export const videoToolsSchema = z.object({
  tools: z.array(videoToolSchema),
  pausedUntil: z.number().nullable().describe("YouTube asked for a pause; milliseconds since 1970"),
});
export type VideoTools = z.infer<typeof videoToolsSchema>;

/** `POST /api/video-tools/test`: asks YouTube about one video with each tool. */
export const videoToolTestSchema = z.object({
  results: z.array(
    z.object({
      name: z.enum(videoToolNames),
      title: z.string().nullable(),
      heights: z.array(z.number().int()),
      tracks: z.number().int(),
      ms: z.number().int(),
      error: apiErrorSchema.nullable(),
    }),
  ),
});
export type VideoToolTest = z.infer<typeof videoToolTestSchema>;
