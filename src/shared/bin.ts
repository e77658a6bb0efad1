import { z } from "zod";
import { learningLanguages } from "./languages/types.ts";

/** A conversation that the learner deleted. */
export const binEntrySchema = z.object({
  id: z.string(),
  title: z.string().nullable(),
  language: z.enum(learningLanguages),
  deletedAt: z.number().int().describe("milliseconds since 1970"),
  goesAt: z
    .number()
    .int()
    .describe("the beginning of the day on which it is deleted for good, in milliseconds since 1970"),
});
export type BinEntry = z.infer<typeof binEntrySchema>;
