import { z } from "zod";
import { correctionSchema, noticeSchema, outcomeSchema, phases, tasks, usageSchema } from "./answer.ts";
import { verdicts, wordSchema } from "./card.ts";
import { apiErrorSchema } from "./errors.ts";
import { learningLanguages } from "./languages/types.ts";
import { responderSchema } from "./responder.ts";

const cardId = z.string();
/** A span in the card's text, in UTF-16 units. */
const span = { cardId, start: z.number().int().nonnegative(), end: z.number().int().positive() };

/** The events of a generation, in order. Exactly one `end` closes it. */
export const generationEventSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("started"),
    generationId: z.string(),
    conversationId: z.string().optional(),
    messageId: z.string().optional(),
    language: z.enum(learningLanguages),
    task: z.enum(tasks),
    responder: responderSchema.nullable(),
    at: z.number(),
  }),
  /** A sentence becomes a card. Its words follow at once, without a model. */
  z.object({
    type: z.literal("card"),
    cardId,
    text: z.string(),
    at: z.number().int().nonnegative().describe("where the sentence begins in the text that it comes from"),
    isAsked: z.boolean().describe("the model is asked about it in this answer"),
    completes: z.string().optional().describe("the id of the earlier card that this one completes"),
  }),
  /** The engine's words of a card. */
  z.object({
    type: z.literal("words"),
    cardId,
    engine: z.string().nullable().describe("its version; null if a dictionary was missing or damaged"),
    words: z.array(wordSchema),
  }),
  z.object({ type: z.literal("translation"), cardId, text: z.string() }),
  /** The meaning of one word in this sentence. `isBeside`: it shares nothing with the dictionary's meanings. */
  z.object({ type: z.literal("meaning"), ...span, meaning: z.string(), isBeside: z.literal(true).optional() }),
  /** Neighbouring words that are one expression. */
  z.object({ type: z.literal("join"), ...span, meaning: z.string() }),
  /** The reading that the model chose for a word, and how it compares with the candidates. `isTrusted`: this model was measured to choose better than the engine. */
  z.object({
    type: z.literal("choice"),
    ...span,
    reading: z.string(),
    verdict: z.enum(verdicts),
    isTrusted: z.literal(true).optional(),
  }),
  z.object({ type: z.literal("note"), cardId, text: z.string() }),
  /** The model's part of a card has ended. */
  z.object({ type: z.literal("closed"), cardId }),
  z.object({ type: z.literal("correction"), ...correctionSchema.shape }),
  /** A piece of the readable answer. All pieces joined, without what a `discard` takes back, are the whole answer. */
  z.object({ type: z.literal("text"), text: z.string() }),
  /** The last `length` units of the text turned out to be thought: a model wrote its end without its beginning. */
  z.object({ type: z.literal("discard"), length: z.number().int().positive() }),
  /** What the model wrote, unchanged, where it differs from `text`. Kept for Details, and not a part of the answer. */
  z.object({ type: z.literal("raw"), text: z.string() }),
  /** The model's thoughts. `ms`: how long they took. Kept for learners who want to read them; not a part of the answer. */
  z.object({ type: z.literal("thought"), text: z.string(), ms: z.number().int().nonnegative() }),
  /** Another one answers from here on: a fallback, or another model of the same server. */
  z.object({ type: z.literal("responder"), responder: responderSchema }),
  z.object({ type: z.literal("notice"), notice: noticeSchema }),
  /** The texts in a picture, and what the learner wrote beside it. */
  z.object({ type: z.literal("texts"), texts: z.array(z.string()) }),
  z.object({
    type: z.literal("phase"),
    phase: z.enum(phases),
    at: z.number(),
    until: z.number().optional().describe("the end of a pause that the server asked for"),
  }),
  z.object({
    type: z.literal("end"),
    outcome: outcomeSchema,
    error: apiErrorSchema.optional(),
    usage: usageSchema.optional(),
  }),
]);
export type GenerationEvent = z.infer<typeof generationEventSchema>;
export type EndEvent = Extract<GenerationEvent, { type: "end" }>;
export type LoggedEvent = { seq: number; event: GenerationEvent };
