import { z } from "zod";
import { levels, themes } from "./setting-values.ts";
import { interfaceLanguages } from "./interface-languages.ts";
import { languageTag, nameLanguage } from "./languages/language-tags.ts";
import { learningLanguages } from "./languages/types.ts";

/** The explanation language. */
export const explanationTagSchema = z
  .string()
  .max(60)
  .regex(languageTag, "not a language tag")
  .refine((tag) => nameLanguage(tag, "en") !== null, "not a language tag");

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
  theme: z.enum(themes),
  readings: z.enum(["above", "off"]).describe("readings above the words of a sentence"),
  heard: z.enum(["text", "readings"]).describe("what a screen reader reads of a word that is shown with its reading"),
  singleKeys: z
    .boolean()
    .describe("whether keys such as J, which also write a letter, are shortcuts where nothing is written"),
  traditionalReadings: z
    .enum(["mainland", "taiwan"])
    .nullable()
    .describe("whose standard readings of Traditional Chinese follow; null: not chosen, mainland China's"),
});
export type Settings = z.infer<typeof settingsSchema>;
