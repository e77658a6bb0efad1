import { z } from "zod";
import { learningLanguages } from "./languages/types.ts";
import { keyStateSchema } from "./llm-settings.ts";
import { textUpTo } from "./request-text.ts";
import { destinations } from "./responder.ts";

/** The limit of OpenAI's own endpoint, in UTF-16 units. */
const longestSpeech = 4_096;

const voices = (voice: z.ZodString) => z.strictObject({ ja: voice, "zh-Hans": voice, "zh-Hant": voice, ko: voice });

/** The learner's speech server: an OpenAI-compatible endpoint `/audio/speech`, such as Kokoro-FastAPI's. */
export const speechSettingsSchema = z.object({
  url: z.string().describe("the base address, such as http://127.0.0.1:8880/v1; empty: none is set up"),
  model: z.string(),
  voices: voices(z.string()).describe("the voice for each language; empty: none was chosen"),
  allowRemote: z.boolean().describe("the learner agreed that texts go to this address, which is not on this computer"),
  goesTo: z.enum(destinations).nullable().describe("where texts go; null: no address"),
  key: keyStateSchema,
});
export type SpeechSettings = z.infer<typeof speechSettingsSchema>;

export const speechUpdateSchema = z
  .object({
    url: textUpTo(2_000).trim(),
    model: textUpTo(200).trim(),
    voices: voices(textUpTo(200)),
    allowRemote: z.boolean(),
  })
  .partial()
  .strict();
export type SpeechUpdate = z.infer<typeof speechUpdateSchema>;

export const newSpeechSchema = z.object({
  text: textUpTo(longestSpeech, 1),
  language: z.enum(learningLanguages),
});
export type NewSpeech = z.infer<typeof newSpeechSchema>;
