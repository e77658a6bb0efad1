import type { EndEvent, GenerationEvent } from "#shared/generation.ts";
import { languages } from "#shared/languages/index.ts";
import type { AnswerDeps } from "#server/answers/answer-deps.ts";
import { explain, toStarted } from "#server/answers/run-answer.ts";
import { addUsage, toUsage } from "#server/answers/usage.ts";
import { toCardTask } from "#server/cards/card-task.ts";
import { startCard } from "#server/cards/start-card.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { LLMError } from "#server/llm/types.ts";
import type { LiveResponder } from "#server/models/resolve.ts";
import type { Pictures } from "#server/pictures/pictures.ts";
import { type FrameSelection, type Reading, readTexts } from "./read-texts.ts";

export type FrameInput = FrameSelection & { fresh: boolean };
export type FrameDeps = AnswerDeps & { pictures: Pictures };

/**
 * Starts a generation that reads a picture and makes a card of its text. Returns the generation's id. Several texts are only
 * listed, and the learner chooses one.
 */
export function translateFrame(deps: FrameDeps, { fresh, ...selection }: FrameInput): string {
  const { frame, region, language } = selection;
  const appearance = { kind: "frame" as const, ref: frame.id };
  const card = {
    task: "read-picture" as const,
    of: ["frame", frame.id, region, language],
    language,
    appearance,
    fresh,
  };
  return startCard(deps, card, (generationId, signal) => explainFrame(deps, selection, generationId, signal));
}

async function* explainFrame(
  deps: FrameDeps,
  selection: FrameSelection,
  generationId: string,
  signal: AbortSignal,
): AsyncGenerator<GenerationEvent> {
  const { responder, fallbacks, pictures } = deps;
  const { language } = selection;
  yield toStarted({ generationId, responder, language });
  if (responder instanceof AppError) return yield toFailure(responder);

  let reading: Reading;
  try {
    const asking = { responder, fallbacks: () => fallbacks().filter(canSee) };
    reading = yield* readTexts(pictures, selection, asking, signal);
  } catch (error) {
    // keep the model's text although it is not a list of texts
    const partialText =
      error instanceof LLMError && error.code === "invalid_output" ? error.info.partialText : undefined;
    if (partialText !== undefined) yield { type: "text", text: partialText };
    throw error;
  }
  const { texts, responder: reader, result } = reading;
  const usage = toUsage(reader.provider.name, result);
  if (result.promptTruncated) yield { type: "notice", notice: { code: "prompt_truncated" } };
  const [text] = texts;
  if (text === undefined) {
    const name = languages[language].englishName;
    return yield { ...toFailure(new AppError("no_text", `No ${name} text was found in this picture.`)), usage };
  }
  yield { type: "texts", texts };
  if (texts.length > 1) return yield { type: "end", outcome: result.finish === "length" ? "cut" : "complete", usage };

  const task = {
    ...toCardTask(deps, { text, language }),
    generationId,
    responder: reader,
    fallbacks: () => fallbacks().filter(({ type }) => type !== reader.type),
  };
  for await (const event of explain(task, signal))
    yield event.type === "end" ? { ...event, usage: addUsage(usage, event.usage) } : event;
}

const toFailure = (error: AppError): EndEvent => ({ type: "end", outcome: "failed", error: toApiError(error) });

/** A fallback for reading a picture must be known to have vision. */
const canSee = ({ chat }: LiveResponder) => chat.info?.vision === true;
