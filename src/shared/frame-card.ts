import { z } from "zod";
import { regionSchema } from "./frames.ts";
import { learningLanguages } from "./languages/types.ts";
import { shownResponderSchema } from "./responder.ts";
import { explanationTagSchema } from "./settings.ts";
import { newMomentSchema } from "./video/moment.ts";

/** Base64 or a data URI. The body limit of the request limits its size. */
const picture = z.string().min(1);

/** `POST /api/youtube/translate`: reads the text of a picture and makes its card. */
export const newFrameCardSchema = z
  .object({
    imageBase64: picture.optional().describe("base64 or a data URI"),
    frame: picture.optional().describe("the same, or the id of a frame that was already sent"),
    region: regionSchema.optional().describe("in fractions of the picture; default: the whole picture"),
    language: z.enum(learningLanguages).optional().describe("default: the learning language in the settings"),
    explanationLanguage: explanationTagSchema.optional(),
    responder: shownResponderSchema,
    fresh: z.boolean().default(false).describe("read the picture again even if it has been read before"),
    moment: newMomentSchema.optional().describe("where in a video the picture is; the card is kept there"),
  })
  .refine(({ imageBase64, frame }) => (imageBase64 === undefined) !== (frame === undefined), {
    message: "exactly one of frame and imageBase64",
    path: ["frame"],
  })
  .meta({ oneOf: [{ required: ["imageBase64"] }, { required: ["frame"] }] });
export type NewFrameCard = z.input<typeof newFrameCardSchema>;
