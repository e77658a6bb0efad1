import { z } from "zod";
import { type Answer, noticeSchema, outcomeSchema, phases, usageSchema } from "./answer.ts";
import { closeLines, readText } from "./breakdown/read-text.ts";
import { attachAnalysis, attachVerdict, dropWordless, openOwnCard } from "./breakdown/attach.ts";
import { readingOrigins, readingStates, verdicts, wordSchema } from "./card.ts";
import { apiErrorSchema } from "./errors.ts";
import { type LearningLanguage, learningLanguages } from "./languages/types.ts";
import { responderSchema } from "./responder.ts";

/** The events of a generation, in order. Exactly one `end` closes it. */
export const generationEventSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("started"),
    generationId: z.string(),
    conversationId: z.string().optional(),
    messageId: z.string().optional(),
    language: z.enum(learningLanguages),
    responder: responderSchema.nullable(),
    at: z.number(),
  }),
  /** The learner's own sentence becomes a card before the model answers. All other cards are read from the model's text. */
  z.object({ type: z.literal("card"), text: z.string(), scripts: z.record(z.string(), z.string()).optional() }),
  /** The analyser's words for a card, sent when its sentence is known. */
  z.object({ type: z.literal("analysis"), cardId: z.string(), engine: z.string(), words: z.array(wordSchema) }),
  /** A fallback answers from here on. */
  z.object({ type: z.literal("responder"), responder: responderSchema }),
  z.object({ type: z.literal("notice"), notice: noticeSchema }),
  /** The texts in a picture. If there are several, the learner chooses one. */
  z.object({ type: z.literal("texts"), texts: z.array(z.string()) }),
  z.object({ type: z.literal("phase"), phase: z.enum(phases), at: z.number() }),
  /** A piece of the model's text, unchanged. All pieces joined are the whole answer. */
  z.object({ type: z.literal("text"), text: z.string() }),
  /** No more text follows, so the last line is read even without a line break. After this come only events about cards, and then `end`. */
  z.object({ type: z.literal("written") }),
  /** What the analyser knows of the reading of one word of the model, and its verdict on the claim; the claim is empty if there is none. */
  z.object({
    type: z.literal("verdict"),
    cardId: z.string(),
    start: z.number(),
    end: z.number(),
    claim: z.string(),
    verdict: z.enum(verdicts),
    candidates: z.array(z.string()),
    state: z.enum(readingStates),
    origin: z.enum(readingOrigins).optional(),
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

export function emptyAnswer(language: LearningLanguage): Answer {
  const start = { generationId: "", text: "", blocks: [], nextCard: 1, line: "" };
  const end = { outcome: null, error: null, usage: null };
  return {
    language,
    ...start,
    responder: null,

    phase: null,
    phaseSince: 0,
    ...end,
    notices: [],
    texts: null,
  };
}

/** The fold. The page and the server both use it. The answer does not depend on how the text was split into events. */
export function applyGenerationEvent(answer: Answer, event: GenerationEvent): Answer {
  switch (event.type) {
    case "started":
      return {
        ...emptyAnswer(event.language),
        generationId: event.generationId,
        responder: event.responder,
        phase: "waiting",
        phaseSince: event.at,
      };
    case "responder":
      // notices of the previous model no longer apply
      return {
        ...answer,
        responder: event.responder,
        notices: answer.notices.filter(({ code }) => code === "fallback" || code === "better_language"),
      };
    case "notice":
      return { ...answer, notices: [...answer.notices.filter(({ code }) => code !== event.notice.code), event.notice] };
    case "texts":
      return { ...answer, texts: event.texts };
    case "card":
      return openOwnCard(answer, event);
    case "analysis":
      return { ...answer, blocks: attachAnalysis(answer.blocks, event) };
    case "phase":
      return { ...answer, phase: event.phase, phaseSince: event.at };
    case "text":
      return readText(answer.phase === "writing" ? answer : { ...answer, phase: "writing" }, event.text);
    case "written":
      return closeLines(answer);
    case "verdict":
      return { ...answer, blocks: attachVerdict(answer.blocks, event) };
    case "end": {
      const { outcome, error = null, usage = null } = event;
      const whole = closeLines(answer);
      return { ...whole, blocks: dropWordless(whole.blocks), phase: null, outcome, error, usage };
    }
  }
}
