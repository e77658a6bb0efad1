import { z } from "zod";
import { learningLanguages } from "./languages/types.ts";

export const interfaceLanguages = ["en", "ja", "zh", "ko"] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

/** How far the learner is in a language: beginner, lower intermediate, intermediate, upper intermediate. */
export const levels = ["beginner", "lower", "middle", "upper"] as const;
export type Level = (typeof levels)[number];

/** Whether this is a BCP 47 tag: `en`, `pt-BR`, `zh-Hant`. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false; // RangeError for an invalid tag
  }
}

/** The explanation language, as a BCP 47 tag. */
export const explanationTagSchema = z.string().max(60).refine(isLanguageTag, "not a language tag");

export const settingsSchema = z.object({
  learningLanguage: z.enum(learningLanguages),
  interfaceLanguage: z.enum(interfaceLanguages).nullable().describe("null: the browser's language"),
  explanationLanguage: explanationTagSchema.nullable().describe("BCP 47; null: the interface language"),
  levels: z.record(z.enum(learningLanguages), z.enum(levels)).describe("the learner's level in each language"),
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
