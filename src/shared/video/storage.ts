import { z } from "zod";
import { videoKeySchema } from "./video.ts";

const bytes = z.number().int();

const storedVideoSchema = z.object({
  key: videoKeySchema,
  title: z.string(),
  kind: z.enum(["youtube", "file"]),
  moments: z.number().int(),
  bytes: bytes.describe("its frames, the sounds of its lines, and its subtitles"),
});
export type StoredVideo = z.infer<typeof storedVideoSchema>;

/** `GET /api/video-storage`. */
export const videoStorageSchema = z.object({
  videos: z.array(storedVideoSchema).describe("the largest first"),
  frames: z.object({
    bytes: bytes.describe("all frames"),
    unneeded: bytes.describe(
      "no moment needs them: they go after a day, and earlier above the budget, the oldest first",
    ),
    budget: bytes.describe("`frameBudget` of the settings"),
  }),
  sounds: bytes.describe("the sounds of lines"),
  subtitles: bytes,
  deleted: bytes.describe("the part of all these that was deleted and can still be restored: it goes within an hour"),
});
export type VideoStorage = z.infer<typeof videoStorageSchema>;
