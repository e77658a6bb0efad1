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
    bytes,
    unneeded: bytes.describe(
      "no moment needs them: they go after a day, and earlier above the budget, the oldest first",
    ),
    budget: bytes.describe("`frameBudget` of the settings"),
  }),
});
export type VideoStorage = z.infer<typeof videoStorageSchema>;
