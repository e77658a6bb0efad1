import { z } from "zod";
import { wordSchema } from "./card.ts";
import { learningLanguages } from "./languages/types.ts";
import { textUpTo } from "./request-text.ts";

/** Longer than any paragraph that is drawn as one text. */
const longestText = 20_000;
/** Longer than any reading: a reading that is too long for its word is refused with its own reason. */
const longestReading = 1_000;

export const settleSchema = z.object({
  language: z.enum(learningLanguages),
  text: textUpTo(longestText, 1).describe("the sentence, or a text with the sentence in it"),
  start: z.number().int().nonnegative().describe("where the word begins in the text, in UTF-16 units"),
  end: z.number().int().positive(),
  reading: textUpTo(longestReading)
    .nullable()
    .describe(
      "as the learner typed it: kana or romaji; pinyin with marks or numbers, or Zhuyin; Hangul. null: the engine's again",
    ),
  messageId: textUpTo(100, 1).optional().describe("the message in which the text stands"),
});
export type NewSettledReading = z.input<typeof settleSchema>;

export const settledSchema = z.object({
  sentence: z.string().describe("the sentence to which the reading belongs now, wherever it stands"),
  reading: z.string().nullable().describe("as it is stored"),
  before: z.string().nullable().describe("the settled reading that it replaced: sending it takes the change back"),
  words: z.array(wordSchema).describe("the words of the text now"),
});
export type SettledResult = z.infer<typeof settledSchema>;
