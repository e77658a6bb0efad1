import { z } from "zod";
import { answerSchema, outcomeSchema } from "./answer.ts";
import { apiErrorSchema } from "./errors.ts";
import { responderSchema } from "./responder.ts";
import { explanationTagSchema } from "./settings.ts";
import { learningLanguages } from "./languages/types.ts";
import { shownResponderSchema } from "./responder.ts";
import { maxImages, maxMessageLength } from "./message-limits.ts";

const language = z.enum(learningLanguages);
const explanationLanguage = explanationTagSchema
  .optional()
  .describe("what the reader's page shows explanations in; default: the settings, then English");
const time = z.number().int().describe("milliseconds since 1970");

export const newMessageSchema = z
  .object({
    conversationId: z.uuid().optional().describe("a new conversation begins without it"),
    text: z.string().normalize("NFC").max(maxMessageLength).default(""),
    images: z.array(z.string().max(7_000_000)).max(maxImages).default([]).describe("base64 or data URIs"),
    language: language.optional().describe("default: the learning language in the settings"),
    explanationLanguage,
    responder: shownResponderSchema,
    key: z.uuid().optional().describe("a repeated send with the same key is the same message"),
  })
  .refine(({ text, images }) => text.trim() !== "" || images.length > 0, {
    message: "needs text or an image",
    path: ["text"],
  });
export type NewMessage = z.input<typeof newMessageSchema>;

export const conversationSchema = z.object({
  id: z.string(),
  title: z.string().nullable().describe("the first words until one is made or typed; null for a picture without words"),
  titled: z.boolean().describe("one was made or typed"),
  language,
  createdAt: time,
  updatedAt: time,
  live: z.string().nullable().describe("the generation that is running in it"),
});
export type Conversation = z.infer<typeof conversationSchema>;

/** A turn. A tutor's turn has an answer, made of its generation's events up to `seq`. */
export const messageSchema = z.object({
  id: z.string(),
  role: z.enum(["learner", "tutor"]),
  text: z.string(),
  images: z.array(z.object({ id: z.string(), width: z.number(), height: z.number() })),
  language,
  createdAt: time,
  answer: answerSchema.nullable(),
  generation: z.object({ id: z.string(), seq: z.number().int() }).nullable().describe("the one that is shown"),
  generations: z.array(z.string()).describe("the ids of all answers to it, the oldest first"),
  lastAttempt: z
    .object({
      outcome: outcomeSchema,
      error: apiErrorSchema.nullable(),
      responder: responderSchema.nullable(),
    })
    .nullable()
    .describe("how the newest answer ended, where it did not take the place of the one that is shown"),
});
export type Message = z.infer<typeof messageSchema>;

/** What a POST that starts a generation answers when the caller prefers not to wait for the stream (RFC 7240). */
export const startedSchema = z.object({
  generationId: z.string(),
  conversationId: z.string().nullable(),
  messageId: z.string().nullable().describe("the learner's message"),
  frameId: z.string().optional().describe("the picture that is read; it can be sent again by this id"),
});
export type Started = z.infer<typeof startedSchema>;

export const retrySchema = z.object({
  mode: z.enum(["retry", "continue"]),
  explanationLanguage,
  responder: shownResponderSchema,
});

export type NewRetry = z.input<typeof retrySchema>;

export const newCardSchema = z.object({
  text: z.string().trim().normalize("NFC").min(1).max(2_000),
  language: language.optional(),
  explanationLanguage,
  responder: shownResponderSchema,
  messageId: z.string().optional().describe("where the sentence comes from"),
  fresh: z.boolean().default(false).describe("make it anew, even if this sentence already has a card"),
});
export type NewCard = z.input<typeof newCardSchema>;
