import { z } from "zod";
import { apiErrorSchema } from "./errors.ts";
import { learningLanguages } from "./languages/types.ts";
import { destinations } from "./responder.ts";
import { providers } from "./providers.ts";

/** `17 of 20` */
export const shareSchema = z.object({ part: z.number().int().nonnegative(), whole: z.number().int().nonnegative() });
export type Share = z.infer<typeof shareSchema>;

/** The results of a model on the app's own questions. A share without cases has `whole` 0. */
export const figuresSchema = z.object({
  complete: shareSchema.describe("sentences whose translation and meanings all arrived and passed the checks"),
  readings: shareSchema.describe("words with several readings for which the model chose the right one"),
  engineReadings: shareSchema.describe("the same words: how often the dictionary's first reading is right"),
  usable: shareSchema.describe("answers in the requested form"),
  language: shareSchema.describe("statements and replies in the right language"),
  mistakesFound: shareSchema.describe("sentences with a mistake in which the model found one"),
  rightLeftAlone: shareSchema.describe("right sentences that the model called right"),
  wordsPerSecond: z.number().nullable().describe("words per second, in any language; null: not known"),
  firstWordMs: z.number().nullable().describe("the median time from a question to its first word"),
});
export type ModelFigures = z.infer<typeof figuresSchema>;

/** `stopped`: by the learner, or because Blossom ended. The measurements so far are kept. */
export const reportStates = ["running", "done", "stopped", "failed"] as const;

/** One test of a model on real sentences. */
export const modelReportSchema = z.object({
  id: z.string(),
  provider: z.enum(providers),
  model: z.string(),
  host: z.string(),
  goesTo: z.enum(destinations),
  language: z.enum(learningLanguages),
  explanationLanguage: z.string(),
  startedAt: z.number().int().describe("milliseconds since 1970"),
  state: z.enum(reportStates),
  asked: z.number().int().describe("questions that were answered"),
  total: z.number().int(),
  secondsLeft: z.number().nullable().describe("of a running test, after a few questions"),
  error: apiErrorSchema.nullable(),
  figures: figuresSchema,
});
export type ModelReport = z.infer<typeof modelReportSchema>;
