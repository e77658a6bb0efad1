import type { Notice, Phase } from "#shared/answer.ts";
import { errorTraits } from "#shared/errors.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { longestAnswer } from "#server/llm/answer/window.ts";
import { LLMError, type LLMEvent, type LLMMessage, type LLMResult, type LLMStreamOptions } from "#server/llm/types.ts";
import type { LiveResponder } from "#server/models/resolve.ts";
import { queueEvents } from "./event-queue.ts";

/** A request to a model. `tokens`: our estimate of its length. */
export type Question = {
  system: string;
  messages: readonly LLMMessage[];
  tokens: number;
  leftOutTurns: number;
  leftOutPictures: number;
  /** The request is about a picture, so a model without vision cannot answer it. */
  hasPicture?: boolean;
  /** The output format, the limit, and whether more turns follow. */
  options?: Partial<Pick<LLMStreamOptions, "schema" | "maxTokens" | "conversation">>;
};
/** Builds the request for this responder within `room` tokens. `arePicturesSmall`: pictures of the usual size were too large. */
export type ToQuestion = (to: {
  responder: LiveResponder;
  room: number;
  arePicturesSmall: boolean;
}) => Promise<Question>;

export type Asking = {
  responder: LiveResponder;
  fallbacks: () => LiveResponder[];
  toQuestion: ToQuestion;
};
export type Asked = LLMResult & { responder: LiveResponder };

/**
 * Yields the phases, notices and text of an answer as events in order, and returns the result.
 * Before the first text, a failed request is repeated if that may help: once with fewer turns if the conversation is too long,
 * once with smaller pictures, and, if the server is away, to a fallback that the learner allows. After it, nothing is sent again.
 */
export const askModel = (asking: Asking, signal: AbortSignal): AsyncGenerator<GenerationEvent, Asked> =>
  queueEvents((push, left) => ask(asking, push, AbortSignal.any([signal, left])));

async function ask(
  { responder: first, fallbacks, toQuestion }: Asking,
  push: (event: GenerationEvent) => void,
  signal: AbortSignal,
): Promise<Asked> {
  let responder = first;
  let room = roomOf(responder);
  let isShortened = false;
  let arePicturesSmall = false;
  let others: LiveResponder[] | null = null;
  /** Earlier requests for this answer. All of them failed. */
  let requests = 0;
  let phase: Phase = "waiting";
  const onEvent = ({ type }: LLMEvent) => {
    if (type === "is-ollama") return push(notice({ code: "is_ollama", url: `http://${responder.provider.host}` }));
    if (type === phase) return; // each piece of thinking reports the phase again
    phase = type;
    push({ type: "phase", phase, at: Date.now() });
  };

  for (;;) {
    const { system, messages, options, ...question } = await toQuestion({ responder, room, arePicturesSmall });
    noticesOf(question, responder).forEach((each) => push(notice(each)));
    const { info: _, ...plan } = responder.chat;
    let hasBegun = false;
    try {
      const stream = responder.provider.stream({ ...plan, ...options, system, messages, signal, onEvent });
      for await (const text of stream) {
        hasBegun = true;
        push({ type: "text", text });
      }
      const result = await stream.result;
      return { ...result, requests: requests + result.requests, responder };
    } catch (error) {
      if (hasBegun || signal.aborted || !(error instanceof LLMError)) throw error;
      requests += error.info.requests ?? 0;
      if (error.code === "context_overflow" && !isShortened && messages.length > 1) {
        isShortened = true;
        room = lessRoom(error, responder, question.tokens);
        continue;
      }
      // nginx accepts 1 MB by default
      if (error.code === "too_large" && !arePicturesSmall && messages.some(({ images = [] }) => images.length > 0)) {
        arePicturesSmall = true;
        continue;
      }
      const { mayFallBack } = errorTraits[error.code];
      others ??= (mayFallBack ? fallbacks() : []).filter((other) => !question.hasPicture || maySee(other));
      const next = mayFallBack ? others.shift() : undefined;
      if (!next) throw error;
      push(notice({ code: "fallback", instead: first.chat.model, because: error.code }));
      push({ type: "responder", responder: next.identity });
      responder = next;
      room = roomOf(next);
      isShortened = false;
      arePicturesSmall = false;
    }
  }
}

const notice = (given: Notice): GenerationEvent => ({ type: "notice", notice: given });

const roomOf = ({ chat }: LiveResponder) => chat.contextTokens - chat.maxTokens;

/** True unless the server says that the model has no vision. */
const maySee = ({ chat }: LiveResponder) => chat.info?.vision !== false;

/** Uses the server's token counts if it reports them: our estimate is too small by the same factor for the shortened request. */
function lessRoom({ info }: LLMError, { chat }: LiveResponder, estimated: number): number {
  const window = Math.min(info.contextTokens ?? chat.contextTokens, chat.contextTokens);
  const scale = info.promptTokens ? Math.min(1, estimated / info.promptTokens) : 0.7;
  return Math.floor((window - Math.min(chat.maxTokens, longestAnswer(window))) * scale * 0.95);
}

function noticesOf(
  { leftOutTurns, leftOutPictures }: Pick<Question, "leftOutTurns" | "leftOutPictures">,
  responder: LiveResponder,
): Notice[] {
  const unseen = maySee(responder) ? {} : { unseen: true };
  return [
    ...(leftOutTurns > 0 ? [{ code: "trimmed" as const, turns: leftOutTurns }] : []),
    ...(leftOutPictures > 0 ? [{ code: "pictures_left_out" as const, pictures: leftOutPictures, ...unseen }] : []),
  ];
}
