import type { Answerer, Phase } from "#shared/answer.ts";
import type { Word } from "#shared/card.ts";
import { applyGenerationEvent, type EndEvent, emptyAnswer, type GenerationEvent } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { watchCards } from "#server/breakdown/watch-cards.ts";
import { AppError, toApiError } from "#server/errors.ts";
import type { Analyser } from "#server/languages/types.ts";
import { LLMError, type LLMEvent, type LLMMessage } from "#server/llm/types.ts";
import { logger } from "#server/logger.ts";
import type { Tutor } from "./choose-tutor.ts";

export type AnswerTask = {
  tutor: Tutor | AppError;
  language: LearningLanguage;
  system: string;
  messages: readonly LLMMessage[];
  /** The sentence that is taken apart at once, whoever answers; null where the learner wrote none. */
  sentence: string | null;
  /** What a cut answer had already said, when this one continues it. */
  prior?: string;
  conversationId?: string;
  messageId?: string;
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
  if (sentence !== null) dictionary.analyse(sentence);
  if (prior !== "") {
    emit({ type: "text", text: prior });
    dictionary.read(prior);
  }
  if (tutor instanceof AppError) {
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
    for await (const text of stream) {
      emit({ type: "text", text });
      dictionary.read(text);
    }
    const { finish, text, usage, timings } = await stream.result;
    dictionary.finish();
    await dictionary.done();
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

export const answererOf = (tutor: Tutor | AppError): Answerer | null =>
  tutor instanceof AppError
    ? null
    : { provider: tutor.provider.name, model: tutor.chatModel, host: tutor.provider.host };

/** Asks the analyser for each sentence and reading as soon as the answer shows it. The model's text never waits for it. */
function consultAnalyser(
  analyser: Analyser,
  language: LearningLanguage,
  emit: (event: GenerationEvent) => void,
  signal: AbortSignal,
) {
  const known = new Map<string, Promise<Word[]>>();
  const pending = new Set<Promise<void>>();
  let view = emptyAnswer(language);
  let unread = "";

  const ask = (work: Promise<GenerationEvent>) => {
    const task = work.then(emit, (error: unknown) => {
      if (!signal.aborted) logger.error("analyser failed", { error });
    });
    pending.add(task);
    void task.then(() => pending.delete(task));
  };
  const analyse = (text: string) => {
    // said again where a sentence is known already: its card may have begun only after the words were there
    const words = known.get(text) ?? analyser.analyse(text, language);
    known.set(text, words);
    ask(words.then((all) => ({ type: "analysis", text, words: all })));
  };
  const advance = (event: GenerationEvent) => {
    const before = view;
    view = applyGenerationEvent(view, event);
    const { newCardTexts, newRows } = watchCards(before, view);
    newCardTexts.forEach(analyse);
    for (const row of newRows) {
      ask(analyser.check(row.text, language, row).then((check) => ({ type: "verdict", ...row, ...check })));
    }
  };
  return {
    analyse,
    /** Only the end of a line can make a sentence or a row known. */
    read(text: string) {
      unread += text;
      if (!text.includes("\n")) return;
      advance({ type: "text", text: unread });
      unread = "";
    },
    /** The last line may be a row. */
    finish() {
      advance({ type: "text", text: unread });
      advance({ type: "end", outcome: "complete" });
    },
    async done() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
