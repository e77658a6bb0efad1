import type { Responder } from "#shared/responder.ts";
import type { EndEvent, GenerationEvent } from "#shared/generation.ts";
import { languages } from "#shared/languages/index.ts";
import { toCardTask } from "#server/cards/card-task.ts";
import { startCard } from "#server/cards/start-card.ts";
import { announceStart, announceResponder } from "#server/chat/announce.ts";
import { goOn } from "#server/chat/answer.ts";
import type { LiveResponder } from "#server/models/resolve.ts";
import type { ChatDeps } from "#server/chat/send-message.ts";
import { addUsage, toUsage } from "#server/chat/usage.ts";
import { AppError, toApiError } from "#server/errors.ts";
import type { Running } from "#server/generations/log.ts";
import { LLMError } from "#server/llm/types.ts";
import { type Look, type Reading, readTexts } from "./read-texts.ts";

export type FrameInput = Look & { fresh: boolean };
type Emit = (event: GenerationEvent) => void;

/**
 * Starts the reading of a picture, and the card of what it says. Returns its generation. Of several texts the learner chooses:
 * they are listed, and no card is made.
 */
export function translateFrame(deps: ChatDeps, { fresh, ...look }: FrameInput): string {
  const { frame, region, language } = look;
  const card = { of: ["frame", frame.id, region, language], language, messageId: null, fresh };
  return startCard(deps, card, (running, emit, signal) => explainFrame(deps, look, running, emit, signal));
}

async function explainFrame(
  deps: ChatDeps,
  look: Look,
  running: Running,
  emit: Emit,
  signal: AbortSignal,
): Promise<EndEvent> {
  const { analyser, responder, fallbacks, pictures } = deps;
  const { language } = look;
  const onResponder = ({ host }: Responder) => (running.host = host);
  announceStart({ responder, language }, emit);
  if (responder instanceof AppError) return fail(responder);

  let reading: Reading;
  try {
    const asking = {
      responder,
      fallbacks: () => fallbacks().filter(canSee),
      ...announceResponder(responder, emit, onResponder),
    };
    reading = await readTexts(pictures, look, asking, signal);
  } catch (error) {
    // nothing that the model wrote is lost, though it is no list of texts
    const said = error instanceof LLMError && error.code === "invalid_output" ? error.info.partialText : undefined;
    if (said === undefined) return fail(error);
    emit({ type: "text", text: said });
    throw error;
  }
  const { texts, responder: reader, result } = reading;
  const usage = toUsage(reader.provider.name, result);
  if (result.promptTruncated) emit({ type: "notice", notice: { code: "prompt_truncated" } });
  const [text] = texts;
  if (text === undefined) {
    const name = languages[language].englishName;
    return { ...fail(new AppError("no_text", `No ${name} text was found in this picture.`)), usage };
  }
  emit({ type: "texts", texts });
  if (texts.length > 1) return { type: "end", outcome: result.finish === "length" ? "cut" : "complete", usage };

  const task = {
    ...toCardTask(deps, { text, language }),
    responder: reader,
    fallbacks: () => fallbacks().filter(({ type }) => type !== reader.type),
    onResponder,
    onFailure: running.failed.resolve,
  };
  const end = await goOn(analyser, task, emit, signal);
  return { ...end, usage: addUsage(usage, end.usage) };

  function fail(error: unknown): EndEvent {
    const apiError = toApiError(error);
    if (apiError.code === "internal") throw error; // goes to the log, too
    running.failed.resolve(apiError);
    return { type: "end", outcome: "failed", error: apiError };
  }
}

/** A model that reads a picture in place of the chosen one must be known to see. */
const canSee = ({ chat }: LiveResponder) => chat.info?.vision === true;
