import { z } from "zod";
import { learningLanguages } from "./languages/types.ts";

/** How many days a deleted conversation stays in the bin. */
export const daysInBin = 30;

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

/** The beginning of the day, `daysInBin` days later, on which a conversation goes. By the calendar: a day can have 23 or 25 hours. */
export function goesAt(deletedAt: number): number {
  const day = new Date(deletedAt);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysInBin).getTime();
}
