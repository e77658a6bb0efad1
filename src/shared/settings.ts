import { z } from "zod";
import { learningLanguages } from "./languages/types.ts";

export const interfaceLanguages = ["en", "ja", "zh", "ko"] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

export const settingsSchema = z.object({
  learningLanguage: z.enum(learningLanguages),
  interfaceLanguage: z.enum(interfaceLanguages).nullable().describe("null: the browser's"),
  explanationLanguage: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .nullable()
    .describe("BCP 47; null: the interface's"),
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
