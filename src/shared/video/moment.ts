import { z } from "zod";
import { outcomeSchema } from "#shared/answer.ts";
import { regionSchema } from "#shared/frames.ts";
import { shortestMoment } from "./shortest-moment.ts";
import { timeSchema, videoKeySchema } from "./video.ts";

/** Where in a video a translated line or frame stands. `start` and `end` are the line's own times, or the times around the frame. */
const place = {
  at: timeSchema.describe("the time that was translated"),
  start: timeSchema,
  end: timeSchema,
};
const isOrdered = ({ start, end }: { start: number; end: number }) => end - start >= shortestMoment - 1e-9;
const orderError = { message: `at least ${shortestMoment} s after start`, path: ["end"] };

/** Given with `POST /api/youtube/translate` (a frame) or `POST /api/cards` (a line): the answer is kept as a moment of this video. */
export const newMomentSchema = z
  .strictObject({
    id: z
      .string()
      .optional()
      .describe("an existing moment, whose answer this becomes: the learner chose one of several texts of its frame"),
    video: videoKeySchema,
    ...place,
  })
  .refine(isOrdered, orderError);
export type NewMoment = z.infer<typeof newMomentSchema>;

/** `PUT /api/moments/{id}`: the learner dragged an end. */
export const momentUpdateSchema = z.strictObject({ start: timeSchema, end: timeSchema }).refine(isOrdered, orderError);

export const momentSchema = z.object({
  id: z.string(),
  video: videoKeySchema,
  ...place,
  source: z.enum(["cue", "frame"]),
  text: z.string().nullable().describe("the line; of a frame, the text that was found in it"),
  frame: z.object({ id: z.string(), width: z.number(), height: z.number() }).nullable(),
  region: regionSchema.nullable(),
  generation: z
    .string()
    .describe("the answer that is shown: the one that is written, or else the newest that did not fail"),
  outcome: outcomeSchema.nullable().describe("how that answer ended; null while it is written"),
  hasSound: z.boolean().describe("the line's audio was cut out of the file: GET /api/moments/{id}/sound"),
});
export type Moment = z.infer<typeof momentSchema>;
