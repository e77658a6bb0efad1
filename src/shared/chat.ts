import { z } from "zod";
import { answerSchema, outcomeSchema } from "./answer.ts";
import { apiErrorSchema } from "./errors.ts";
import { responderSchema } from "./responder.ts";
import { explanationTagSchema } from "./settings.ts";
import { learningLanguages } from "./languages/types.ts";
import { textAtTheDoor, toStoredForm } from "./normalise/stored-form.ts";
import { practices } from "./tutor/tutor-values.ts";
import { longestLemma } from "./words/word-values.ts";
import { verbs } from "./verbs.ts";
import { newMomentSchema } from "./video/moment.ts";
import { textUpTo, visibleText } from "./request-text.ts";
import { hasVisibleText, visiblePattern } from "./visible-text.ts";
import { shownResponderSchema } from "./responder.ts";
import { maxCardsAtOnce, maxImages, maxMessageLength } from "./message-limits.ts";

const language = z.enum(learningLanguages);
const explanationLanguage = explanationTagSchema
  .optional()
  .describe("the language of explanations on the learner's page; default: the settings, then English");
const time = z.number().int().describe("milliseconds since 1970");

export const newMessageSchema = z
  .object({
    conversationId: z.uuid().optional().describe("without it, a new conversation begins"),
    text: textAtTheDoor(maxMessageLength).default(""),
    images: z.array(z.string().max(7_000_000)).max(maxImages).default([]).describe("base64 or data URIs"),
    language: language.optional().describe("default: the learning language in the settings"),
    explanationLanguage,
    responder: shownResponderSchema,
    practice: z
      .enum(practices)
      .optional()
      .describe("a new conversation that practises the learner's due and new words, or a story with them"),
    task: z.enum(verbs).default("reply").describe("what the learner wants: the text explained, or a reply to it"),
    after: z
      .string()
      .max(100)
      .optional()
      .describe(
        "the message that it follows; refused with `branch_changed` if the conversation now shows another branch",
      ),
    key: z.uuid().optional().describe("a second request with the same key does not make a second message"),
  })
  .refine(({ text, images }) => hasVisibleText(text) || images.length > 0, {
    message: "needs text or an image",
    path: ["text"],
  })
  .refine(
    ({ practice, conversationId, task }) =>
      practice === undefined || (conversationId === undefined && task === "reply"),
    {
      message: "needs a new conversation and a reply",
      path: ["practice"],
    },
  )
  .meta({
    not: {
      required: ["practice"],
      anyOf: [
        { required: ["conversationId"] },
        { required: ["task"], properties: { task: { not: { const: "reply" } } } },
      ],
    },
    anyOf: [
      { required: ["text"], properties: { text: { pattern: visiblePattern } } },
      { required: ["images"], properties: { images: { minItems: 1 } } },
    ],
  });
export type NewMessage = z.input<typeof newMessageSchema>;

export const conversationSchema = z.object({
  id: z.string(),
  title: z
    .string()
    .nullable()
    .describe(
      "the first words of the message until a model or the learner sets a title; null for a picture without words",
    ),
  titled: z.boolean().describe("a model or the learner set the title"),
  pinned: z.boolean().describe("it stands above the others in the list"),
  language,
  practice: z.enum(practices).optional().describe("it practises the learner's words; absent: it does not"),
  lastTask: z.enum(verbs).nullable().describe("what the newest message was sent for"),
  activity: z
    .number()
    .int()
    .describe("counts up with each message of any conversation: the order of the list, also when the clock was wrong"),
  createdAt: time,
  updatedAt: time,
  live: z.string().nullable().describe("the id of its running generation"),
});
export type Conversation = z.infer<typeof conversationSchema>;

/**
 * A turn. The tutor's turn has an answer, folded from its generation's events up to `seq`. The learner's turn has one if its sentence was
 * checked; then the task of the answer is `correct`.
 */
export const messageSchema = z.object({
  id: z.string(),
  role: z.enum(["learner", "tutor"]),
  position: z.number().int().describe("its place in the conversation; never changes, and has gaps"),
  text: z.string(),
  versions: z
    .array(z.string())
    .describe("of an edited message, the ids of all its versions, oldest first, with this one; otherwise empty"),
  images: z.array(z.object({ id: z.string(), width: z.number(), height: z.number() })),
  language,
  createdAt: time,
  answer: answerSchema.nullable(),
  generation: z.object({ id: z.string(), seq: z.number().int() }).nullable().describe("the shown generation"),
  generations: z.array(z.string()).describe("the ids of all its generations, oldest first"),
  completing: z.array(z.string()).describe("the ids of running generations that complete cards of its answer"),
  lastAttempt: z
    .object({
      outcome: outcomeSchema,
      error: apiErrorSchema.nullable(),
      responder: responderSchema.nullable(),
    })
    .nullable()
    .describe("how the newest generation ended, if it is not the shown one"),
});
export type Message = z.infer<typeof messageSchema>;

/** A part of a conversation: a page by position, or what has changed. */
export const messagePageSchema = z.object({
  messages: z.array(messageSchema).describe("oldest first; with `changedSince`, the earliest change first"),
  asked: messageSchema
    .nullable()
    .describe("the learner's message that the first one answers, if that is on an earlier page"),
  earlier: z.number().int().nullable().describe("the `before` of the page of earlier messages; null: there are none"),
  later: z.number().int().nullable().describe("the `after` of the page of later messages; null: there are none"),
  branch: z
    .number()
    .int()
    .describe(
      "the branch that the conversation shows; if it is another one than before, messages that were read may be hidden now",
    ),
  changes: z.number().int().describe("the `changedSince` that asks for what changes from now on"),
  more: z.boolean().describe("with `changedSince`: more messages have changed; ask again with this answer's `changes`"),
});
export type MessagePage = z.infer<typeof messagePageSchema>;

export const conversationPageSchema = messagePageSchema.extend({ conversation: conversationSchema });

/** The response to a POST that starts a generation, if the caller prefers not to wait for the stream (RFC 7240). */
export const startedSchema = z.object({
  generationId: z.string(),
  conversationId: z.string().nullable(),
  messageId: z.string().nullable().describe("the learner's message"),
  frameId: z
    .string()
    .optional()
    .describe("the picture that is read; a later request can send this id instead of the picture"),
  momentId: z.string().optional().describe("the moment of a video whose answer this is"),
  opened: conversationPageSchema
    .optional()
    .describe("the conversation that the message began, so that it need not be read with another request"),
});
export type Started = z.infer<typeof startedSchema>;

/** An edited version of the learner's message. The earlier version and its later messages stay in their own branch. */
export const editSchema = z.object({
  text: textAtTheDoor(maxMessageLength)
    .default("")
    .describe("may be empty if the message has pictures; the edited message keeps them"),
  explanationLanguage,
  responder: shownResponderSchema,
  task: z.enum(verbs).optional().describe("default: what the message was first sent for"),
  key: z.uuid().optional().describe("a second request with the same key does not make a second version"),
});
export type Edit = z.input<typeof editSchema>;

export const retrySchema = z.object({
  mode: z.enum(["retry", "continue", "simpler"]).describe("simpler: the shown answer again, in simpler words"),
  avoid: z
    .array(textUpTo(longestLemma))
    .max(20)
    .optional()
    .describe("words that were too hard; only for a simpler answer"),
  language: language.optional().describe("the message turned out to be in this learning language; only for a retry"),
  explanationLanguage,
  responder: shownResponderSchema,
});

export type NewRetry = z.input<typeof retrySchema>;

/** Another answer to the learner's message: explained, replied to, or its sentence checked. */
export const newAnswerSchema = z.object({
  task: z.enum([...verbs, "correct"]),
  explanationLanguage,
  responder: shownResponderSchema,
});
export type NewAnswer = z.input<typeof newAnswerSchema>;

const neighbours = z.array(textAtTheDoor(maxMessageLength)).max(2).default([]);
const longestCardText = 2_000;

export const newCardSchema = z
  .object({
    text: visibleText(longestCardText)
      .overwrite((text) => toStoredForm(text).trim())
      .optional()
      .describe("the sentence; or give `cards`"),
    context: z
      .object({ before: neighbours, after: neighbours })
      .optional()
      .describe("the sentences around it; of a word, the parts of its sentence before and after it"),
    cards: z
      .array(z.string())
      .min(1)
      .max(maxCardsAtOnce)
      .optional()
      .describe("ids of cards of one message: the model explains what they lack, one after another"),
    word: z
      .object({ start: z.number().int().nonnegative(), end: z.number().int().positive() })
      .optional()
      .describe("with one card: the model is asked about this word only, with the readings that fit"),
    explain: z.boolean().default(true).describe("false: only the engine's words"),
    language: language.optional(),
    explanationLanguage,
    responder: shownResponderSchema,
    messageId: z.string().optional().describe("the message that the sentence comes from"),
    fresh: z.boolean().default(false).describe("make a new card even if this sentence already has one"),
    moment: newMomentSchema.optional().describe("where in a video the line is; the card is kept there"),
  })
  .refine(({ text, cards }) => (text === undefined) !== (cards === undefined), {
    message: "needs a text or cards, and not both",
    path: ["text"],
  })
  .refine(({ moment, cards }) => moment === undefined || cards === undefined, {
    message: "needs a text",
    path: ["moment"],
  })
  .refine(({ word, cards }) => word === undefined || cards?.length === 1, {
    message: "needs exactly one card",
    path: ["word"],
  })
  .meta({
    oneOf: [
      { required: ["text"], properties: { cards: false, word: false } },
      { required: ["cards"], properties: { text: false, word: false, moment: false } },
      { required: ["cards", "word"], properties: { text: false, moment: false, cards: { maxItems: 1 } } },
    ],
  });
export type NewCard = z.input<typeof newCardSchema>;
