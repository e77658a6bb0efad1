import { z } from "zod";
import { wordSchema } from "./card.ts";
import { learningLanguages } from "./languages/types.ts";
import { textUpTo } from "./request-text.ts";

const spanSchema = z.object({ start: z.number().int(), end: z.number().int() });

/** です and だ, or 존댓말 and 반말, in one text: the words that show it, in UTF-16 units. */
export const mixedPolitenessSchema = z.object({ polite: z.array(spanSchema), plain: z.array(spanSchema) });
export type MixedPoliteness = z.infer<typeof mixedPolitenessSchema>;

const mostTexts = 200;
/** In UTF-16 units, of all texts together. */
const longestTexts = 200_000;

/** Not in the form in which texts are stored: the words are drawn in the text as it was given, and that form may be shorter. */
const givenText = textUpTo(longestTexts).overwrite((text) => text.toWellFormed());

/** A reading that the writer put above letters. `end`: where these letters end in the text. */
const readingAboveSchema = z.object({ end: z.number().int().min(0), reading: textUpTo(200) });
export type ReadingAbove = z.infer<typeof readingAboveSchema>;

export const newAnalysisSchema = z.object({
  language: z.enum(learningLanguages),
  texts: z
    .array(givenText)
    .max(mostTexts)
    .refine((texts) => texts.reduce((sum, text) => sum + text.length, 0) <= longestTexts, {
      message: `at most ${longestTexts} characters in all`,
    })
    .describe(`at most ${longestTexts} characters in all; without a text, the language is only loaded`),
  above: z
    .array(z.array(readingAboveSchema).max(1_000))
    .max(mostTexts)
    .optional()
    .describe(
      "for each text, the readings that its writer put above its letters; they are compared as those in brackets are",
    ),
  keptWith: z
    .array(textUpTo(100).nullable())
    .max(mostTexts)
    .optional()
    .describe(
      "for each text, the id of the message that it belongs to, or of the conversation: its page then arrives with these words",
    ),
});

const versionSchema = z
  .string()
  .describe(
    "of the analyser, its settings and the settled readings: words that came with another one may be out of date",
  );
const mixedSchema = mixedPolitenessSchema
  .nullable()
  .describe("the sentences of the text do not keep one level of politeness; null if they do");

export const analysisSchema = z.object({
  engine: z.string().describe("the version of the analyser"),
  version: versionSchema,
  texts: z
    .array(
      z.object({
        words: z.array(wordSchema),
        betterLanguage: z
          .enum(learningLanguages)
          .nullable()
          .describe("the learning language that the text fits better; null if it fits, or fits none"),
        mixedPoliteness: mixedSchema,
      }),
    )
    .describe("one for each text, in the same order"),
});

/** The words of a conversation's texts that the server still knows. */
export const conversationWordsSchema = z.object({
  version: versionSchema,
  texts: z.array(
    z.object({
      language: z.enum(learningLanguages),
      text: z.string(),
      above: z.array(readingAboveSchema),
      words: z.array(wordSchema),
      mixedPoliteness: mixedSchema,
    }),
  ),
});
