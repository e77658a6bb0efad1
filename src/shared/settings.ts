import { z } from "zod";
import { interfaceLanguages } from "./interface-languages.ts";
import { languageTag, nameLanguage } from "./languages/language-tags.ts";
import { learningLanguages } from "./languages/types.ts";

/** How far the learner is in a language: beginner, lower intermediate, intermediate, upper intermediate. */
export const levels = ["beginner", "lower", "middle", "upper"] as const;
export type Level = (typeof levels)[number];

/** The explanation language. */
export const explanationTagSchema = z
  .string()
  .max(60)
  .regex(languageTag, "not a language tag")
  .refine((tag) => nameLanguage(tag, "en") !== null, "not a language tag");

const level = z.enum(levels);

export const settingsSchema = z.object({
  learningLanguage: z.enum(learningLanguages),
  interfaceLanguage: z.enum(interfaceLanguages).nullable().describe("null: the browser's language"),
  explanationLanguage: explanationTagSchema.nullable().describe("BCP 47; null: the interface language"),
  levels: z
    .strictObject({ ja: level, "zh-Hans": level, "zh-Hant": level, ko: level })
    .describe("the learner's level in each language"),
  theme: z.enum(["system", "light", "dark"]),
  readings: z.enum(["above", "off"]).describe("readings above the words of a sentence"),
  traditionalReadings: z
    .enum(["mainland", "taiwan"])
    .nullable()
    .describe("whose standard readings of Traditional Chinese follow; null: not chosen, mainland China's"),
  welcomed: z.boolean().describe("the learner has answered the first-run panel"),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  learningLanguage: "ja",
  interfaceLanguage: null,
  explanationLanguage: null,
  levels: { ja: "beginner", "zh-Hans": "beginner", "zh-Hant": "beginner", ko: "beginner" },
  theme: "system",
  readings: "above",
  traditionalReadings: null,
  welcomed: false,
};
