import { z } from "zod";
import { keyStateSchema } from "#shared/llm-settings.ts";
import { textUpTo } from "#shared/request-text.ts";
import { destinations } from "#shared/responder.ts";
import { mostIds } from "#shared/words/word-values.ts";
import { deckName } from "./exports.ts";
import { noteOutcomes, noteSources } from "./connect-values.ts";

/** Which field of the note type gets what. Fields that are not named stay empty. */
const mappingSchema = z.record(z.string(), z.enum(noteSources));
export type Mapping = z.infer<typeof mappingSchema>;

export const ankiSettingsSchema = z.object({
  url: z.string().describe("of AnkiConnect, such as http://127.0.0.1:8765"),
  deck: z.string().describe("empty: one for each language, inside “Blossom”"),
  noteType: z.string().describe("“Blossom” is made when it is needed"),
  mapping: z.record(z.string(), z.enum(noteSources)).describe("of another note type than “Blossom”"),
  allowRemote: z
    .boolean()
    .describe("the learner agreed that words go to this address, which is not in their own network"),
  goesTo: z.enum(destinations),
  key: keyStateSchema,
});
export type AnkiSettings = z.infer<typeof ankiSettingsSchema>;

export const ankiUpdateSchema = z
  .object({
    url: textUpTo(2_000).trim(),
    deck: deckName,
    noteType: textUpTo(200, 1),
    mapping: mappingSchema,
    allowRemote: z.boolean(),
  })
  .partial()
  .strict();
export type AnkiUpdate = z.input<typeof ankiUpdateSchema>;

/** `GET /api/anki`: what a running Anki has. */
export const ankiStateSchema = z.object({
  version: z.number().describe("of AnkiConnect"),
  decks: z.array(z.string()),
  noteTypes: z.array(z.string()),
});
export type AnkiState = z.infer<typeof ankiStateSchema>;

export const ankiFieldsSchema = z.object({
  fields: z.array(z.string()),
  suggestion: z.record(z.string(), z.enum(noteSources)).describe("by the names of the fields"),
});
export type AnkiFields = z.infer<typeof ankiFieldsSchema>;

export const newNotesSchema = z.strictObject({
  ids: z.array(textUpTo(100, 1)).min(1).max(mostIds),
  allowDuplicates: z.boolean().default(false).describe("also if Anki has a note with the same word"),
});
export type NewNotes = z.input<typeof newNotesSchema>;

const resultSchema = z.object({
  id: z.string().describe("of the word"),
  lemma: z.string(),
  outcome: z.enum(noteOutcomes),
  problem: z.string().nullable().describe("what Anki says, if it failed"),
});
export type NoteResult = z.infer<typeof resultSchema>;

export const sentNotesSchema = z.object({
  results: z.array(resultSchema),
  waiting: z.number().int().describe("of all words, those that wait for Anki"),
});
export type SentNotes = z.infer<typeof sentNotesSchema>;

export const ankiQueueSchema = z.object({
  waiting: z.number().int(),
  failed: z.array(z.object({ id: z.string(), lemma: z.string(), problem: z.string() })),
});
export type AnkiQueue = z.infer<typeof ankiQueueSchema>;

/** `POST /api/word-uploads/anki`. */
export const ankiSourceSchema = z.strictObject({ decks: z.array(textUpTo(500, 1)).min(1).max(500) });
