import type { EmptyReason } from "#shared/errors.ts";
import type { EndEvent, GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { foldScripts } from "#server/languages/fold-scripts.ts";
import { LLMError } from "#server/llm/types.ts";
import type { LiveResponder } from "#server/models/resolve.ts";
import { type Asked, askModel, type ToQuestion } from "./ask-model.ts";
import { toUsage } from "./usage.ts";

/** Longer than any lesson. Needed because a server may ignore the token limit. In UTF-16 units. */
const longestAnswer = 200_000;

export type AnswerTask = {
  generationId: string;
  responder: LiveResponder | AppError;
  language: LearningLanguage;
  fallbacks: () => LiveResponder[];
  toQuestion: ToQuestion;
  /** The sentence for the first card, which needs no model; null if the learner wrote none. */
  sentence: string | null;
  /** The text of the earlier answer that this one continues. */
  prior?: string;
  conversationId?: string;
  messageId?: string;
  /** The learning language in which the learner's text is written, if it is another one. */
  betterLanguage?: LearningLanguage | null;
};

/** An answer as events; the last one is `end`. Throws if the answer fails. */
export async function* runAnswer(task: AnswerTask, signal: AbortSignal): AsyncGenerator<GenerationEvent> {
  const { betterLanguage } = task;
  yield toStarted(task);
  if (betterLanguage) yield { type: "notice", notice: { code: "better_language", language: betterLanguage } };
  yield* explain(task, signal);
}

type Start = Pick<AnswerTask, "generationId" | "responder" | "language" | "conversationId" | "messageId">;

/** The first event: the responder and the conversation. */
export function toStarted({ generationId, responder, language, conversationId, messageId }: Start): GenerationEvent {
  const ids = {
    ...(conversationId !== undefined && { conversationId }),
    ...(messageId !== undefined && { messageId }),
  };
  const identity = responder instanceof AppError ? null : responder.identity;
  return { type: "started", generationId, ...ids, language, responder: identity, at: Date.now() };
}

/** The events after `started`. */
export async function* explain(task: AnswerTask, signal: AbortSignal): AsyncGenerator<GenerationEvent> {
  const { responder, sentence, language, prior = "" } = task;
  if (sentence !== null) yield toOwnCard(sentence, language);
  if (prior !== "") yield { type: "text", text: prior };
  if (responder instanceof AppError) {
    yield { type: "end", outcome: "failed", error: toApiError(responder) };
    return;
  }

  const asked = askModel({ ...task, responder }, signal);
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await asked.next();
      if (done) return yield* finish(value);
      yield value;
      if (value.type !== "text") continue;
      length += value.text.length;
      if (length <= longestAnswer) continue;
      await asked.return(undefined as never); // the model does not stop by itself
      yield { type: "end", outcome: "cut" };
      return;
    }
  } catch (error) {
    const end = toEarlyEnd(error);
    if (!end) throw error;
    yield end;
  }
}

function toOwnCard(text: string, language: LearningLanguage): GenerationEvent {
  const scripts = foldScripts(text, language);
  return { type: "card", text, ...(Object.keys(scripts).length > 0 && { scripts }) };
}

/** Some errors only mean that the answer is incomplete. The text before them is kept. */
function toEarlyEnd(error: unknown): EndEvent | null {
  if (!(error instanceof LLMError)) return null;
  // the model's process can die during an answer; its text is as good as after a broken connection
  const isBrokenOff = error.code === "incomplete" || (error.code === "out_of_memory" && error.info.partialText);
  if (isBrokenOff) return { type: "end", outcome: "interrupted", error: toApiError(error) };
  const isFull = error.code === "context_overflow" && error.info.partialText;
  return isFull ? { type: "end", outcome: "cut", error: toApiError(error) } : null;
}

function* finish({ responder: { provider }, ...result }: Asked): Generator<GenerationEvent> {
  if (result.promptTruncated) yield { type: "notice", notice: { code: "prompt_truncated" } };
  const usage = toUsage(provider.name, result);
  if (result.finish === "refusal") {
    yield failed("refused", result.explanation ?? "The model declined to answer.");
  } else if (result.text.trim() === "") {
    const thought = result.thinking ? "only_thoughts" : undefined;
    yield failed("invalid_output", "The model returned nothing.", result.finish === "length" ? "limit" : thought);
  } else {
    yield { type: "end", outcome: result.finish === "length" ? "cut" : "complete", usage };
  }

  function failed(code: "refused" | "invalid_output", message: string, reason?: EmptyReason): EndEvent {
    const error = new LLMError(code, message, { provider: provider.name, ...(reason && { reason }) });
    return { type: "end", outcome: "failed", error: toApiError(error), usage };
  }
}
