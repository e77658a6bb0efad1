import { z } from "zod";
import { learningLanguages } from "#shared/languages/types.ts";
import { textAtTheDoor } from "#shared/normalise/stored-form.ts";
import { lemmaSchema, wordStatusSchema } from "./words.ts";

/** The status of a lemma. Where two words share it, the status of each reading. */
export const lemmaStatusSchema = z.union([wordStatusSchema, z.record(z.string(), wordStatusSchema)]);
export type LemmaStatus = z.infer<typeof lemmaStatusSchema>;

const lemmas = z.array(z.string());

/** `GET /api/words/statuses`: the statuses of all words of a language, as small as they can be written. */
export const statusesSchema = z.object({
  new: lemmas,
  learning: lemmas,
  known: lemmas,
  ignored: lemmas,
  several: z
    .record(z.string(), z.record(z.string(), wordStatusSchema))
    .describe("lemmas that two words share: the status of each reading"),
});
export type Statuses = z.infer<typeof statusesSchema>;

/** `PUT /api/words/status`. */
export const newStatusSchema = z.strictObject({
  language: z.enum(learningLanguages),
  lemma: lemmaSchema,
  reading: textAtTheDoor(1_000).optional().describe("of the lemma; absent: the engine's"),
  status: wordStatusSchema.nullable().describe("null: takes the mark back; a word with a context becomes new"),
});
export type NewStatus = z.input<typeof newStatusSchema>;

export const statusChangeSchema = z.object({
  id: z.string().nullable().describe("of the word; null if it has no status now"),
  status: wordStatusSchema.nullable(),
  before: wordStatusSchema.nullable().describe("sending it takes the change back"),
});
export type StatusChange = z.infer<typeof statusChangeSchema>;
