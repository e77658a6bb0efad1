import { z } from "zod";
import { partsOfSpeech } from "#shared/card.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { textAtTheDoor } from "#shared/normalise/stored-form.ts";
import { textUpTo } from "#shared/request-text.ts";
import { hasVisibleText, visiblePattern } from "#shared/visible-text.ts";
import { longestLemma, longestNotes, placeKinds, savedVerdicts, wordKinds, wordStatuses } from "./word-values.ts";

export const wordStatusSchema = z.enum(wordStatuses);
const short = textAtTheDoor(1_000);
const long = textAtTheDoor(longestNotes);
const language = z.enum(learningLanguages);
export const lemmaSchema = textAtTheDoor(longestLemma)
  .refine(hasVisibleText, "is empty")
  .meta({ minLength: 1, pattern: visiblePattern });
const id = textAtTheDoor(100, 1);

/** The place of a word in a text. */
export const newContextSchema = z.strictObject({
  text: textUpTo(20_000, 1).describe("the sentence, or a text with the sentence in it"),
  start: z.number().int().nonnegative().max(20_000).describe("where the word begins in the text, in UTF-16 units"),
  end: z.number().int().positive().max(20_000),
  place: z.strictObject({
    kind: z.enum(placeKinds),
    ref: textAtTheDoor(100).describe(
      "the id of the message, the frame or the moment; of a line without a moment, its video and seconds (`yt-dQw4w9WgXcQ@12.5`); empty for a text",
    ),
  }),
  card: id.optional().describe("the card of the sentence in a chat or of a moment, which the context refers to"),
  verdict: z.enum(savedVerdicts).optional().describe("of the reading; absent: agreed"),
  translation: long.optional(),
  meaning: short.optional().describe("in this sentence"),
  note: long.optional(),
});
export type NewContext = z.input<typeof newContextSchema>;

/** `POST /api/words`. Saving a word that is saved already adds the context to it. */
export const newWordSchema = z.strictObject({
  kind: z.enum(wordKinds).default("word"),
  language,
  lemma: lemmaSchema.describe("the dictionary form; a sentence; of a correction, what is right"),
  reading: short.optional().describe("of the lemma; empty: it has none; absent: the engine's"),
  partOfSpeech: z.enum(partsOfSpeech).optional(),
  meaning: short.optional().describe("the one that the learner chose; absent: the dictionary's first"),
  wrong: textAtTheDoor(longestLemma).optional().describe("of a correction: what the learner wrote"),
  notes: long.optional(),
  status: wordStatusSchema.optional().describe("absent: new, and a word in review stays in review"),
  context: newContextSchema.optional(),
});
export type NewWord = z.input<typeof newWordSchema>;

export const savedWordSchema = z.object({
  id: z.string(),
  kind: z.enum(wordKinds),
  language,
  lemma: z.string(),
  reading: z.string().describe("of the lemma; empty if it has none, or if it would only repeat it"),
  partOfSpeech: z.enum(partsOfSpeech).nullable(),
  meaning: z.string().nullable().describe("chosen or written by the learner; null: that of the dictionary"),
  dictionaryMeaning: z.string().nullable().describe("the dictionary's first meanings when it was saved"),
  wrong: z.string().nullable(),
  notes: z.string(),
  status: wordStatusSchema,
  origin: z.string().nullable().describe("the import that it came with"),
  contexts: z.number().int().describe("how many it has"),
  createdAt: z.number().int().describe("milliseconds since 1970"),
  updatedAt: z.number().int(),
});
export type SavedWord = z.infer<typeof savedWordSchema>;

export const contextSchema = z.object({
  id: z.string(),
  sentence: z.string(),
  start: z.number().int().describe("of the word in the sentence, in UTF-16 units"),
  end: z.number().int(),
  place: z.object({
    kind: z.enum(placeKinds),
    ref: z.string(),
    isGone: z.boolean().describe("the place was deleted; the context keeps what it needs of it"),
    title: z.string().nullable().describe("of the conversation or the video"),
    conversation: z.string().nullable().describe("its id"),
    video: z.string().nullable().describe("its key"),
    at: z.number().nullable().describe("seconds of the video"),
  }),
  card: z.string().nullable(),
  picture: z
    .object({ id: z.string(), width: z.number(), height: z.number() })
    .nullable()
    .describe("GET /api/frames/{id}"),
  hasSound: z.boolean().describe("GET /api/words/{id}/contexts/{context}/sound"),
  verdict: z.enum(savedVerdicts),
  translation: z.string().nullable(),
  meaning: z.string().nullable().describe("in this sentence"),
  note: z.string().nullable(),
  createdAt: z.number().int(),
});
export type WordContext = z.infer<typeof contextSchema>;

export const savedSchema = z.object({
  word: savedWordSchema,
  context: contextSchema.nullable(),
  isNew: z.boolean().describe("the word was not saved before"),
  isNewContext: z.boolean(),
  before: wordStatusSchema.nullable().describe("the status that it had; null if it had none"),
});
export type Saved = z.infer<typeof savedSchema>;

export const wordDetailsSchema = z.object({
  word: savedWordSchema,
  contexts: z.array(contextSchema).describe("the newest first"),
  met: z
    .object({ count: z.number().int(), lastAt: z.number().int().describe("milliseconds since 1970") })
    .nullable()
    .describe("in how many replies it occurred while it was being learned; null: in none"),
});
export type WordDetails = z.infer<typeof wordDetailsSchema>;

/** `PUT /api/words/{id}`. */
export const wordUpdateSchema = z.strictObject({
  meaning: short.nullable().optional().describe("null or empty: that of the dictionary"),
  notes: long.optional(),
  status: wordStatusSchema.optional(),
  reading: short.optional(),
});
export type WordUpdate = z.input<typeof wordUpdateSchema>;

/** In a list: the word with the sentence in which it was saved last. */
const listedWordSchema = savedWordSchema.extend({
  sentence: z.object({ text: z.string(), start: z.number().int(), end: z.number().int() }).nullable(),
});
export type ListedWord = z.infer<typeof listedWordSchema>;

export const wordPageSchema = z.object({
  words: z.array(listedWordSchema),
  total: z.number().int().describe("of all pages"),
  next: z.number().int().nullable().describe("the `offset` of the next page"),
});
export type WordPage = z.infer<typeof wordPageSchema>;
