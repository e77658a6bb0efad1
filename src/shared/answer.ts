import { z } from "zod";
import { cardSchema } from "./card.ts";
import { errorCodes } from "./error-codes.ts";
import { apiErrorSchema } from "./errors.ts";
import { learningLanguages } from "./languages/types.ts";
import { responderSchema } from "./responder.ts";

/** How a generation ended: normally; normally, but a part of what was asked for is missing; at the token limit; by Stop; by a crash or shutdown of this server; with an error. */
export const outcomes = ["complete", "incomplete", "cut", "stopped", "interrupted", "failed"] as const;
export const outcomeSchema = z.enum(outcomes);
export type Outcome = (typeof outcomes)[number];

/** What a running generation is doing, for the state line. `silent`: its server does not answer at all now. */
export const phases = ["waiting", "loading", "reading", "queued", "silent", "thinking", "writing", "retrying"] as const;
export type Phase = (typeof phases)[number];

export const usageSchema = z.object({
  inputTokens: z.number().optional(),
  outputTokens: z.number().optional(),
  cacheReadTokens: z.number().optional(),
  cacheWriteTokens: z.number().optional(),
  loadMs: z.number().optional(),
  firstTokenMs: z.number().optional(),
  totalMs: z.number().optional(),
  tokensPerSecond: z
    .number()
    .optional()
    .describe("as the model server reports it; otherwise measured from the first word to the last"),
  requests: z.number().optional().describe("requests to model servers, including repeated ones"),
  costUsd: z.number().optional().describe("absent when the price is unknown, as for a local model"),
});
export type Usage = z.infer<typeof usageSchema>;

/** The questions to a model that make an answer. A title is not an answer. */
export const tasks = ["explain", "reply", "correct", "question", "word", "read-picture"] as const;
export type Task = (typeof tasks)[number];

/**
 * `words`: the model is not asked about this sentence; the card has the engine's words. `asked`: the model is asked, or will be in this answer.
 * `closed`: the model's part has ended, perhaps with something missing (`missingIn`).
 */
export const cardStates = ["words", "asked", "closed"] as const;

export const answerCardSchema = z.object({
  id: z.string().describe("`<generation id>#<n>`, known from the card's first event"),
  state: z.enum(cardStates),
  card: cardSchema,
});
export type AnswerCard = z.infer<typeof answerCardSchema>;

/** The learner's sentence and how it should be. The page computes the difference. */
export const correctionSchema = z.object({ original: z.string(), corrected: z.string() });
export type Correction = z.infer<typeof correctionSchema>;

/** What the learner should know about an answer besides its text. An answer has each code at most once. */
export const noticeSchema = z.discriminatedUnion("code", [
  z
    .object({ code: z.literal("trimmed"), turns: z.number().int() })
    .describe("`turns`: how many of the oldest turns were not sent to the model"),
  z.object({ code: z.literal("prompt_truncated") }).describe("the server silently cut off the beginning of the prompt"),
  z
    .object({ code: z.literal("pictures_left_out"), pictures: z.number().int(), unseen: z.boolean().optional() })
    .describe(
      "pictures of older turns were not sent; `unseen`: because the model cannot see, not because of their size",
    ),
  z
    .object({ code: z.literal("fallback"), instead: z.string(), because: z.enum(errorCodes) })
    .describe("another model answered; `instead`: the model that was chosen"),
  z
    .object({ code: z.literal("other_model"), asked: z.string() })
    .describe("the server answered with another model than the one that was asked"),
  z
    .object({ code: z.literal("is_ollama"), url: z.string() })
    .describe("this server is an Ollama, used through its OpenAI API; the native provider can do more"),
  z
    .object({ code: z.literal("better_language"), language: z.enum(learningLanguages) })
    .describe("the learner's text is written in another learning language"),
  z
    .object({ code: z.literal("dictionary_failed") })
    .describe("the dictionary was not available, so words, readings or meanings are missing and nothing was checked"),
  z.object({ code: z.literal("unreadable") }).describe("part of the stored answer could not be read"),
]);
export type Notice = z.infer<typeof noticeSchema>;

/** The state of an answer after some of its events. The page draws it and the server saves it. Only `applyGenerationEvent` makes it. */
export const answerSchema = z.object({
  /** Empty until the `started` event. */
  generationId: z.string(),
  language: z.enum(learningLanguages),
  task: z.enum(tasks),
  /** The answer as readable text: a reply as it was written; for `explain`, the translation, the words and the note of each card. */
  text: z.string(),
  /** In the order of their sentences. For `reply`: the learner's own sentence. For `question`: the first sentence of the answer. */
  cards: z.array(answerCardSchema),
  /** Only for `correct`; null if the sentence is right. */
  correction: correctionSchema.nullable(),
  responder: responderSchema.nullable(),
  phase: z.enum(phases).nullable(),
  /** When the phase began, in milliseconds since 1970. */
  phaseSince: z.number(),
  /** The end of a pause that a server asked for, in milliseconds since 1970. */
  phaseUntil: z.number().nullable().default(null),
  outcome: outcomeSchema.nullable(),
  error: apiErrorSchema.nullable(),
  usage: usageSchema.nullable(),
  notices: z.array(noticeSchema).default([]),
  /** The texts that were read in a picture; null if no picture was read. */
  texts: z.array(z.string()).nullable().default(null),
  /** How long the model thought before it wrote; null if it showed no thoughts. */
  thoughtMs: z.number().nullable().default(null),
});
export type Answer = z.infer<typeof answerSchema>;
