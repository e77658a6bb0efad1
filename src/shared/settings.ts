import { z } from "zod";
import { learningLanguages } from "./languages/types.ts";

export const interfaceLanguages = ["en", "ja", "zh", "ko"] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

/** `en`, `pt-BR`, `zh-Hant` */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false; // RangeError: not a tag
  }
}

/** What meanings and explanations are written in. BCP 47. */
export const explanationTagSchema = z.string().max(60).refine(isLanguageTag, "no language tag");

export const settingsSchema = z.object({
  learningLanguage: z.enum(learningLanguages),
  interfaceLanguage: z.enum(interfaceLanguages).nullable().describe("null: the browser's"),
  explanationLanguage: explanationTagSchema.nullable().describe("BCP 47; null: the interface's"),
  theme: z.enum(["system", "light", "dark"]),
  readings: z.enum(["above", "off"]).describe("readings over the words of a sentence"),
  welcomed: z.boolean().describe("the first-run panel has been answered"),
});
export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = {
  learningLanguage: "ja",
  interfaceLanguage: null,
  explanationLanguage: null,
  theme: "system",
  readings: "above",
  welcomed: false,
};
