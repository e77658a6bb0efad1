import type { Responder } from "#shared/responder.ts";
import type { Word } from "#shared/card.ts";
import type { ApiError, EmptyReason } from "#shared/errors.ts";
import type { EndEvent, GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { AppError, toApiError } from "#server/errors.ts";
import type { Analyser } from "#server/languages/types.ts";
import { LLMError, type LLMResult } from "#server/llm/types.ts";
import { announceStart, announceResponder } from "./announce.ts";
import { askModel, type ToQuestion } from "./ask-model.ts";
import type { LiveResponder } from "#server/models/resolve.ts";
import { consultAnalyser } from "./consult-analyser.ts";
import { toUsage } from "./usage.ts";

/** Its words are being found while the message is stored. */
export type Sentence = { text: string; words: Promise<Word[]> };

/** More than any lesson; its token limit is only a request. In UTF-16 units. */
const longestAnswer = 200_000;

export type AnswerTask = {
  responder: LiveResponder | AppError;
  language: LearningLanguage;
  /** Who may answer instead of the responder. */
  fallbacks: () => LiveResponder[];
  toQuestion: ToQuestion;
  /** The sentence that is taken apart at once, whoever answers; null where the learner wrote none. */
  sentence: Sentence | null;
  /** What a cut answer had already said, when this one continues it. */
  prior?: string;
  conversationId?: string;
  messageId?: string;
  /** Told when somebody else answers: another host is busy from then on. */
  onResponder?: (responder: Responder) => void;
  /** Told of a failure at once; the log is closed when the analyser has said its part too. */
  onFailure: (error: ApiError) => void;
};

/** The answer as events: the model's text as it comes, and beside it what the analyser says of each sentence and reading. */
export async function answer(
  analyser: Analyser,
  task: AnswerTask,
  emit: (event: GenerationEvent) => void,
  signal: AbortSignal,
): Promise<EndEvent> {
  announceStart(task, emit);
  return goOn(analyser, task, emit, signal);
}

/** The rest of an answer, where it is said already who answers. */
export async function goOn(
  analyser: Analyser,
  task: AnswerTask,
  emit: (event: GenerationEvent) => void,
  signal: AbortSignal,
): Promise<EndEvent> {
  const { responder, language, sentence, prior = "", fallbacks, toQuestion } = task;
  const dictionary = consultAnalyser(analyser, language, emit, signal);
  if (sentence) dictionary.expect(sentence.text, sentence.words);
  if (prior !== "") {
    emit({ type: "text", text: prior });
    dictionary.read(prior);
  }
  if (responder instanceof AppError) {
    task.onFailure(toApiError(responder));
    await dictionary.done();
    return { type: "end", outcome: "failed", error: toApiError(responder) };
  }

  const announce = announceResponder(responder, emit, task.onResponder);
  const pieces = askModel({ responder, fallbacks, toQuestion, ...announce }, signal);
  try {
    let length = 0;
    for (;;) {
      const { done, value } = await pieces.next();
      if (done) return await finish(value);
      emit({ type: "text", text: value });
      dictionary.read(value);
      length += value.length;
      if (length <= longestAnswer) continue;
      await pieces.return(undefined as never); // a model that cannot stop
      dictionary.finish();
      await dictionary.done();
      return { type: "end", outcome: "cut" };
    }
  } catch (error) {
    task.onFailure(toApiError(error));
    dictionary.finish();
    await dictionary.done();
    // an answer that broke off is not wrong, only unfinished
    if (error instanceof LLMError && error.code === "incomplete") {
      return { type: "end", outcome: "interrupted", error: toApiError(error) };
    }
    // nor one whose model's context became full on the way
    if (error instanceof LLMError && error.code === "context_overflow" && error.info.partialText) {
      return { type: "end", outcome: "cut", error: toApiError(error) };
    }
    throw error;
  }

  async function finish({
    responder: { provider },
    ...result
  }: LLMResult & { responder: LiveResponder }): Promise<EndEvent> {
    dictionary.finish();
    await dictionary.done();
    if (result.promptTruncated) emit({ type: "notice", notice: { code: "prompt_truncated" } });
    const usage = toUsage(provider.name, result);
    if (result.finish === "refusal") return failed("refused", result.explanation ?? "The model declined to answer.");
    if (result.text.trim() === "") {
      const thought = result.thinking ? "only_thoughts" : undefined;
      return failed("invalid_output", "The model returned nothing.", result.finish === "length" ? "limit" : thought);
    }
    return { type: "end", outcome: result.finish === "length" ? "cut" : "complete", usage };

    function failed(code: "refused" | "invalid_output", message: string, reason?: EmptyReason): EndEvent {
      const error = new LLMError(code, message, { provider: provider.name, ...(reason && { reason }) });
      return { type: "end", outcome: "failed", error: toApiError(error), usage };
    }
  }
}
