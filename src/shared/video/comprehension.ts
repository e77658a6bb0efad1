import { z } from "zod";
import { learningLanguages } from "#shared/languages/types.ts";
import { textUpTo } from "#shared/request-text.ts";
import { cueLimits } from "./cue-limits.ts";

/** In UTF-16 units, of all lines together: a film of three hours has 60,000. */
export const longestLines = 200_000;
const longestLine = 2 * cueLimits.characters;
/** The most frequent ones; `newWords` counts all. */
export const mostNewWords = 500;
/** In one request. */
const mostTexts = 100;

const language = z.enum(learningLanguages);
const linesSchema = z.array(textUpTo(longestLine)).max(cueLimits.cues);
const isShort = (lines: readonly string[]) => lines.reduce((sum, line) => sum + line.length, 0) <= longestLines;
const message = `at most ${longestLines} characters in all`;

export const newComprehensionSchema = z.strictObject({
  language,
  texts: linesSchema.refine(isShort, { message }).describe("the lines of the subtitles, in order"),
  listed: z.number().int().min(0).max(mostNewWords).default(mostNewWords).describe("how many new words are listed"),
});

export const newComprehensionsSchema = z.strictObject({
  language,
  texts: z
    .array(linesSchema)
    .max(mostTexts)
    .refine((texts) => isShort(texts.flat()), { message })
    .describe("the lines of each text"),
});

const newWordSchema = z.object({
  lemma: z.string(),
  reading: z.string().describe("of the lemma; empty if it would only repeat it"),
  meaning: z.string().nullable().describe("the first meaning of the dictionaries"),
  level: z.number().int().nullable(),
  isSaved: z.literal(true).optional().describe("the learner has saved it; absent: it is above their level"),
  count: z.number().int().describe("how often it occurs"),
  first: z.number().int().describe("the number of the first line with it, from 0"),
});
export type NewWord = z.infer<typeof newWordSchema>;

/** How much of these lines the learner knows. Particles, auxiliaries, names and numbers are not counted. */
export const comprehensionSchema = z.object({
  words: z.number().int().describe("all words that are counted, each as often as it occurs"),
  knownShare: z.number().min(0).max(1).describe("the share of them that the learner's level knows; 1 without words"),
  newWords: z.number().int().describe("how many different words are new"),
  list: z.array(newWordSchema).max(mostNewWords).describe("the new words, most frequent first"),
});
export type Comprehension = z.infer<typeof comprehensionSchema>;
export const comprehensionsSchema = z.object({ texts: z.array(comprehensionSchema).describe("of each text") });
