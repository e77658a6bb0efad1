import { z } from "zod";
import { smallestRegion } from "./smallest-region.ts";

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
