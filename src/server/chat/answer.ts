import type { Answerer, Phase } from "#shared/answer.ts";
import type { Word } from "#shared/card.ts";
import type { ApiError } from "#shared/errors.ts";
import type { EndEvent, GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { AppError, toApiError } from "#server/errors.ts";
import type { Analyser } from "#server/languages/types.ts";
import { LLMError, type LLMEvent, type LLMMessage } from "#server/llm/types.ts";
import type { Tutor } from "./choose-tutor.ts";
import { consultAnalyser } from "./consult-analyser.ts";

/** Its words are being found while the message is stored. */
export type Sentence = { text: string; words: Promise<Word[]> };

/** More than any lesson; its token limit is only a request. In UTF-16 units. */
const longestAnswer = 200_000;

export type AnswerTask = {
  tutor: Tutor | AppError;
  language: LearningLanguage;
  system: string;
  messages: readonly LLMMessage[];
  /** The sentence that is taken apart at once, whoever answers; null where the learner wrote none. */
  sentence: Sentence | null;
  /** What a cut answer had already said, when this one continues it. */
  prior?: string;
  conversationId?: string;
  messageId?: string;
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
  const { tutor, language, sentence, prior = "" } = task;
  const { conversationId, messageId } = task;
  const ids = {
    ...(conversationId !== undefined && { conversationId }),
    ...(messageId !== undefined && { messageId }),
  };
  emit({ type: "started", ...ids, language, answerer: answererOf(tutor), at: Date.now() });

  const dictionary = consultAnalyser(analyser, language, emit, signal);
  if (sentence) dictionary.expect(sentence.text, sentence.words);
  if (prior !== "") {
    emit({ type: "text", text: prior });
    dictionary.read(prior);
  }
  if (tutor instanceof AppError) {
    task.onFailure(toApiError(tutor));
    await dictionary.done();
    return { type: "end", outcome: "failed", error: toApiError(tutor) };
  }

  const { provider, chatModel: model, maxTokens } = tutor;
  const { system, messages } = task;
  let phase: Phase = "waiting";
  const onEvent = ({ type }: LLMEvent) => {
    if (type === phase) return; // each piece of a long thought says that the model thinks
    phase = type;
    emit({ type: "phase", phase, at: Date.now() });
  };
  const stream = provider.stream({ model, system, messages, maxTokens, signal, onEvent });
  try {
    let length = 0;
    for await (const text of stream) {
      emit({ type: "text", text });
      dictionary.read(text);
      length += text.length;
      if (length > longestAnswer) break; // a model that cannot stop
    }
    dictionary.finish();
    await dictionary.done();
    if (length > longestAnswer) return { type: "end", outcome: "cut" };
    const { finish, text, usage, timings } = await stream.result;
    const counts = {
      ...(usage && { inputTokens: usage.input, outputTokens: usage.output }),
      ...timings,
    };
    if (finish === "refusal")
      return failed(new LLMError("refused", "The model declined to answer.", { provider: provider.name }));
    if (text.trim() === "")
      return failed(new LLMError("invalid_output", "The model returned nothing.", { provider: provider.name }));
    return { type: "end", outcome: finish === "length" ? "cut" : "complete", usage: counts };
  } catch (error) {
    task.onFailure(toApiError(error));
    dictionary.finish();
    await dictionary.done();
    // an answer that broke off is not wrong, only unfinished
    if (error instanceof LLMError && error.code === "incomplete") {
      return { type: "end", outcome: "interrupted", error: toApiError(error) };
    }
    throw error;
  }

  function failed(error: LLMError): EndEvent {
    return { type: "end", outcome: "failed", error: toApiError(error) };
  }
}

const answererOf = (tutor: Tutor | AppError): Answerer | null =>
  tutor instanceof AppError
    ? null
    : { provider: tutor.provider.name, model: tutor.chatModel, host: tutor.provider.host };
