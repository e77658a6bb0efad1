import { z } from "zod";
import { cardSchema } from "./card.ts";
import { apiErrorSchema, errorCodes } from "./errors.ts";
import { learningLanguages } from "./languages/types.ts";
import { responderSchema } from "./responder.ts";

/** How a generation ended: whole; at the token limit; by Stop; by a crash or shutdown of this server; by an error. */
export const outcomes = ["complete", "cut", "stopped", "interrupted", "failed"] as const;
export const outcomeSchema = z.enum(outcomes);
export type Outcome = (typeof outcomes)[number];

/** What a running generation is doing, for the state line. */
export const phases = ["waiting", "loading", "queued", "thinking", "writing", "retrying"] as const;
export type Phase = (typeof phases)[number];

export const usageSchema = z.object({
  inputTokens: z.number().optional(),
  outputTokens: z.number().optional(),
  cacheReadTokens: z.number().optional(),
  cacheWriteTokens: z.number().optional(),
  loadMs: z.number().optional(),
  firstTokenMs: z.number().optional(),
  totalMs: z.number().optional(),
  tokensPerSecond: z.number().optional().describe("as the server counts, or from the first word to the last"),
  requests: z.number().optional().describe("to model servers, repeated ones included"),
  costUsd: z.number().optional().describe("where the price is known; absent for a model of one's own"),
});
export type Usage = z.infer<typeof usageSchema>;

/**
 * A piece of an answer, as it is drawn.
 * `provisional`: a card of the learner's own sentence with the analyser's words only; no card of the model has taken its place yet.
 * `json`: an object that the model writes instead of a block; it becomes a card when it is whole, text when it is not.
 * `fenced`: a code fence is open: at the end of a text, or around a block since the line before it.
 */
export const blockSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string(), fenced: z.boolean().optional() }),
  z.object({
    type: z.literal("card"),
    card: cardSchema,
    state: z.enum(["provisional", "open", "closed"]),
    id: z.string().describe("`<generation id>#<n>`, from its first event on"),
    fenced: z.boolean().optional(),
  }),
  z.object({
    type: z.literal("fix"),
    original: z.string(),
    corrected: z.string(),
    reason: z.string(),
    leftover: z.string(),
    state: z.enum(["open", "closed"]),
    fenced: z.boolean().optional(),
  }),
  z.object({ type: z.literal("json"), text: z.string() }),
]);
export type Block = z.infer<typeof blockSchema>;

/** What the learner should know of an answer beside its text. Each at most once. */
export const noticeSchema = z.discriminatedUnion("code", [
  z
    .object({ code: z.literal("trimmed"), turns: z.number().int() })
    .describe("the model was not told of so many oldest turns"),
  z.object({ code: z.literal("prompt_truncated") }).describe("the server cut the beginning away, silently"),
  z
    .object({ code: z.literal("pictures_left_out"), pictures: z.number().int(), unseen: z.boolean().optional() })
    .describe("of older turns; `unseen`: not for want of room, but because the model sees none"),
  z
    .object({ code: z.literal("fallback"), instead: z.string(), because: z.enum(errorCodes) })
    .describe("`instead`: the model that should have answered"),
  z
    .object({ code: z.literal("is_ollama"), url: z.string() })
    .describe("an Ollama behind its OpenAI dialect: the native provider does more"),
  z.object({ code: z.literal("unreadable") }).describe("not all of the stored answer could be read"),
]);
export type Notice = z.infer<typeof noticeSchema>;

/** An answer as far as its events go: what the page draws and what the server saves. Made by `applyGenerationEvent` only. */
export const answerSchema = z.object({
  /** Empty until `started`. */
  generationId: z.string(),
  language: z.enum(learningLanguages),
  /** All that the model wrote, byte for byte. */
  text: z.string(),
  blocks: z.array(blockSchema),
  /** The number of the next card that the model opens; 0 is the learner's own sentence. No number is used twice. */
  nextCard: z.number().int(),
  /** The last line, as long as its end has not come. */
  line: z.string(),
  responder: responderSchema.nullable(),
  phase: z.enum(phases).nullable(),
  /** When the phase began, in milliseconds since 1970. */
  phaseSince: z.number(),
  outcome: outcomeSchema.nullable(),
  error: apiErrorSchema.nullable(),
  usage: usageSchema.nullable(),
  notices: z.array(noticeSchema).default([]),
  /** What a picture says, line by line, when it was read; null where none was. */
  texts: z.array(z.string()).nullable().default(null),
});
export type Answer = z.infer<typeof answerSchema>;
