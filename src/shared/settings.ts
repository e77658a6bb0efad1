import { z } from "zod";
import {
  chineseNotations,
  levels,
  readingDisplays,
  speechSources,
  textDirections,
  textSizes,
  themes,
  tonePalettes,
  youtubeUses,
} from "./setting-values.ts";
import { interfaceLanguages } from "./interface-languages.ts";
import { languageTag, nameLanguage } from "./languages/language-tags.ts";
import { learningLanguages } from "./languages/types.ts";
import { wordTypes } from "./review/review-values.ts";
import { tutorSchema } from "./tutor/tutor.ts";
import { correctionStyles } from "./tutor/tutor-values.ts";

/** The explanation language. */
export const explanationTagSchema = z
  .string()
  .max(60)
  .regex(languageTag, "not a language tag")
  .refine((tag) => nameLanguage(tag, "en") !== null, "not a language tag");

/** Only a program of this name is ever started. Whether it is there is seen when it is used. */
const ytDlpPathSchema = z
  .string()
  .max(1_000)
  .regex(/^(\/|[A-Za-z]:[\\/]).*[\\/]?yt-dlp[\w.-]*$/, "not the path of a yt-dlp")
  .refine((path) => !/[\0\r\n]/.test(path), "not a path");

const level = z.enum(levels);

export const settingsSchema = z.object({
  learningLanguage: z
    .enum(learningLanguages)
    .describe("until the learner has chosen or written: a language other than the interface language"),
  interfaceLanguage: z.enum(interfaceLanguages).nullable().describe("null: the browser's language"),
  explanationLanguage: explanationTagSchema.nullable().describe("BCP 47; null: the interface language"),
  levels: z
    .strictObject({ ja: level, "zh-Hans": level, "zh-Hant": level, ko: level })
    .describe("the learner's level in each language"),
  tutors: z
    .strictObject({ ja: tutorSchema, "zh-Hans": tutorSchema, "zh-Hant": tutorSchema, ko: tutorSchema })
    .describe("who talks with the learner in each language, and what the learner wants to learn"),
  bringsWords: z
    .boolean()
    .describe(
      "whether the tutor brings the words that are being learned into each conversation, and not only into a practice",
    ),
  corrections: z.enum(correctionStyles).describe("which mistakes are corrected without being asked about"),
  theme: z.enum(themes),
  readings: z.enum(readingDisplays).describe("when readings stand above the words of a sentence"),
  traditionalNotation: z.enum(chineseNotations).describe("how readings of Traditional Chinese are written"),
  toneColours: z.enum(tonePalettes).describe("colours of Chinese words by tone, wherever their reading is shown"),
  romanisation: z.boolean().describe("Japanese and Korean readings in Latin letters"),
  textSize: z.enum(textSizes).describe("the size of text in a learning language"),
  articleDirection: z.enum(textDirections).describe("how longer Japanese texts are set"),
  speech: z.enum(speechSources).describe("where the voice that reads aloud comes from"),
  heard: z
    .enum(["text", "readings"])
    .describe("what a screen reader reads for a word with a reading: its text or its reading"),
  singleKeys: z
    .boolean()
    .describe("whether keys such as J, which also write a letter, are shortcuts where nothing is written"),
  traditionalReadings: z
    .enum(["mainland", "taiwan"])
    .nullable()
    .describe("whose standard readings of Traditional Chinese follow; null: not chosen, mainland China's"),
  youtube: z.enum(youtubeUses).describe("what may be asked of YouTube; ask: not decided, nothing is asked"),
  frameAhead: z.boolean().describe("whether the picture of a paused YouTube video is fetched before it is asked for"),
  ytDlpPath: ytDlpPathSchema
    .nullable()
    .describe("the yt-dlp to use; null: the first one in the PATH of Blossom, if there is one"),
  frameBudget: z
    .number()
    .int()
    .min(100)
    .max(1_000_000)
    .describe("MB of frames from which on those are deleted that no moment needs, the oldest first"),
  newCardsPerDay: z
    .number()
    .int()
    .min(0)
    .max(200)
    .describe("new words that the review begins on a day, of each language"),
  dayStartsAt: z.number().int().min(0).max(12).describe("the hour at which a day of review begins"),
  desiredRetention: z.number().min(0.7).max(0.97).describe("the share of cards that is remembered when they are due"),
  reviewTypes: z.array(z.enum(wordTypes)).min(1).max(4).describe("in which ways words are asked"),
  typedAnswers: z.boolean().describe("whether answers are typed, where they can be compared"),
  automaticBackups: z.boolean().describe("whether a copy of the database is made each day"),
});
export type Settings = z.infer<typeof settingsSchema>;
