import { z } from "zod";
import { learningLanguages } from "./languages/types.ts";
import { shownResponderSchema } from "./responder.ts";
import { explanationTagSchema } from "./settings.ts";

/** The smallest width and height of a region, as fractions of the picture. */
export const smallestRegion = 0.03;
/** Needed because a sum of two fractions is not exact. */
const tolerance = 1e-9;

const start = z
  .number()
  .min(0)
  .max(1 - smallestRegion);
const length = z.number().min(smallestRegion).max(1);

/** A part of a picture, in fractions of the picture itself and not of the box that shows it. */
export const regionSchema = z
  .object({ x: start, y: start, width: length, height: length })
  .refine(({ x, width }) => x + width <= 1 + tolerance, { message: "goes beyond the picture", path: ["width"] })
  .refine(({ y, height }) => y + height <= 1 + tolerance, { message: "goes beyond the picture", path: ["height"] });
export type Region = z.infer<typeof regionSchema>;

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
  })
  .refine(({ imageBase64, frame }) => (imageBase64 === undefined) !== (frame === undefined), {
    message: "exactly one of frame and imageBase64",
    path: ["frame"],
  })
  .meta({ oneOf: [{ required: ["imageBase64"] }, { required: ["frame"] }] });
