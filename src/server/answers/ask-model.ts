import type { Notice, Phase } from "#shared/answer.ts";
import { errorTraits, type LLMErrorCode } from "#shared/error-codes.ts";
import type { GenerationEvent } from "#shared/generation.ts";
import { longestAnswer } from "#server/llm/answer/window.ts";
import { maxAnswerLength } from "#server/llm/transport/limits.ts";
import { beginningOf } from "#shared/beginning-of.ts";
import { LLMError, type LLMEvent, type LLMMessage, type LLMResult, type LLMStreamOptions } from "#server/llm/types.ts";
import type { LiveResponder } from "#server/models/resolve-provider.ts";
import { createLetterComposer } from "./compose-letters.ts";
import { queueEvents } from "./event-queue.ts";
import { explainOverflow } from "./explain-overflow.ts";
import { createRawLog } from "./raw-log.ts";
import { createThoughtLog } from "./thought-log.ts";

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
  options?: Partial<Pick<LLMStreamOptions, "schema" | "maxTokens" | "temperature" | "conversation" | "asksOtherwise">>;
};
/** Builds the request for this responder. `room`: the tokens for it and its answer. `arePicturesSmall`: pictures of the usual size were too large. */
export type ToQuestion = (to: {
  responder: LiveResponder;
  room: number;
  arePicturesSmall: boolean;
}) => Promise<Question>;

/** Reads the text of an answer to a task with a format. The events that it finds stand in the log, and not the text. */
export type TextReader = {
  add(text: string): GenerationEvent[];
  /** Forgets what was added: it was no part of the answer. */
  restart(): void;
  end(): GenerationEvent[];
  /** The answer is there, and what follows would not be a part of it. */
  isDone(): boolean;
};

export type Asking = {
  responder: LiveResponder;
  fallbacks: () => LiveResponder[];
  toQuestion: ToQuestion;
  /** Without one, the text is the answer. */
  reader?: TextReader;
};
export type Asked = LLMResult & { responder: LiveResponder };

/** How long a request whose answer is there may still take to end by itself. Then the server reports its figures. */
const endWaitMs = 1_000;

/**
 * Yields the phases, notices and text of an answer as events in order, and returns the result.
 * Before the first text, a failed request is repeated if that may help: once with fewer turns if the conversation is too long,
 * once with smaller pictures, and, if the server is away, to a fallback that the learner allows. After it, nothing is sent again.
 */
export const askModel = (asking: Asking, signal: AbortSignal): AsyncGenerator<GenerationEvent, Asked> =>
  queueEvents((push, left) => ask(asking, push, AbortSignal.any([signal, left])));

async function ask(
  { responder: first, fallbacks, toQuestion, reader }: Asking,
  push: (event: GenerationEvent) => void,
  signal: AbortSignal,
): Promise<Asked> {
  let responder = first;
  let room = responder.chat.contextTokens;
  let isShortened = false;
  let arePicturesSmall = false;
  let others: LiveResponder[] | null = null;
  /** Earlier requests for this answer. All of them failed. */
  let requests = 0;
  let phase: Phase = "waiting";
  const raw = createRawLog(push, reader !== undefined);
  const thoughts = createThoughtLog(push);
  let answered = "";
  const discard = () => {
    answered = "";
    reader?.restart();
    const taken = raw.takeBack();
    if (taken > 0) push({ type: "discard", length: taken });
  };
  const letters = createLetterComposer(discard);
  const onEvent = (event: LLMEvent) => {
    const { type } = event;
    if (type === "raw") return raw.add(event.text);
    if (type === "thinking") thoughts.add(event.text);
    if (type === "discard") {
      letters.restart();
      return discard();
    }
    if (type === "other-model") {
      push({ type: "responder", responder: { ...responder.identity, model: event.model } });
      return push(notice({ code: "other_model", asked: responder.chat.model }));
    }
    if (type === "is-ollama") return push(notice({ code: "is_ollama", url: `http://${responder.provider.host}` }));
    if (type === phase && type !== "retrying") return; // each piece of thinking reports the phase again
    phase = type;
    const shown = type === "retrying" && event.reason === "queue_full" ? "queued" : type;
    const at = Date.now();
    const isPause = type === "retrying" && event.inMs > 0 && isAskedFor(event.code);
    push({ type: "phase", phase: shown, at, ...(isPause && { until: at + event.inMs }) });
  };

  for (;;) {
    const { system, messages, options, ...question } = await toQuestion({ responder, room, arePicturesSmall });
    noticesOf(question, responder).forEach((each) => push(notice(each)));
    const obstacle = responder.findObstacle();
    if (obstacle) throw obstacle;
    const { info: _, ...plan } = responder.chat;
    let hasBegun = false;
    const enough = new AbortController();
    let isTooLong = false;
    let closing: ReturnType<typeof setTimeout> | undefined;
    const startedAt = performance.now();
    try {
      const either = AbortSignal.any([signal, enough.signal]);
      const waitsForPlace = (others ?? fallbacks()).length === 0;
      const request = { ...plan, ...options, system, messages, signal: either, onEvent, waitsForPlace };
      const stream = responder.provider.stream(request);
      for await (const piece of letters.compose(stream)) {
        thoughts.end();
        const text = beginningOf(piece, maxAnswerLength - answered.length);
        answered += text;
        if (reader?.isDone() && text.trim() !== "") {
          enough.abort(); // the model goes on with something else
          break;
        }
        hasBegun = true;
        if (!reader && text !== "") {
          push({ type: "text", text });
          raw.shown(text);
        }
        // a piece under a schema is a whole object: no phase tells that the model writes
        reader?.add(text).forEach(push);
        if (text.length < piece.length) {
          isTooLong = true;
          enough.abort(); // the model does not stop by itself
          break;
        }
        if (reader?.isDone()) closing ??= setTimeout(() => enough.abort(), endWaitMs);
      }
      const result = enough.signal.aborted
        ? { ...toClosedResult(plan.model, startedAt), ...(isTooLong && { text: answered, finish: "length" as const }) }
        : await stream.result;
      if (result.promptTruncated) push(notice({ code: "prompt_truncated" }));
      if (result.finish !== "length") reader?.end().forEach(push); // half a line is no finding
      raw.end();
      const text = result.text.normalize("NFC");
      return { ...result, text, requests: requests + result.requests, responder };
    } catch (error) {
      if (enough.signal.aborted && !signal.aborted) {
        reader?.end().forEach(push);
        raw.end();
        return { ...toClosedResult(plan.model, startedAt), requests: requests + 1, responder };
      }
      const repeated = reader ? 0 : lengthOfRepetition(error);
      if (repeated > 0) push({ type: "discard", length: raw.takeBack(repeated) });
      raw.end();
      if (hasBegun || signal.aborted || !(error instanceof LLMError)) throw error;
      requests += error.info.requests ?? 0;
      if (error.code === "context_overflow" && !isShortened && messages.length > 1) {
        isShortened = true;
        room = lessRoom(error, responder, question.tokens, options?.maxTokens);
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
      if (!next) throw explainOverflow(error, { ...question, messages }, responder);
      push(notice({ code: "fallback", instead: first.chat.model, because: error.code }));
      push({ type: "responder", responder: next.identity });
      responder = next;
      room = next.chat.contextTokens;
      isShortened = false;
      arePicturesSmall = false;
    } finally {
      thoughts.end();
      clearTimeout(closing);
    }
  }
}

/** How much of the end of a text repeats what stands before it, in UTF-16 units. 0 for other errors. */
function lengthOfRepetition(error: unknown): number {
  if (!(error instanceof LLMError) || error.info.keptLength === undefined) return 0;
  return (error.info.partialText ?? "").length - error.info.keptLength;
}

/** The result of a request that Blossom closed early: it had the whole answer, or the longest one it keeps. The server reports no figures then. */
function toClosedResult(model: string, startedAt: number): LLMResult {
  const totalMs = Math.round(performance.now() - startedAt);
  return { text: "", finish: "stop", model, requests: 1, timings: { totalMs } };
}

const notice = (given: Notice): GenerationEvent => ({ type: "notice", notice: given });

/** True unless the server says that the model has no vision. */
const maySee = ({ chat }: LiveResponder) => chat.info?.vision !== false;

/** Uses the server's token counts if it reports them: our estimate is too small by the same factor for the shortened request. */
function lessRoom(
  { info }: LLMError,
  { chat }: LiveResponder,
  estimated: number,
  answer: number = chat.maxTokens,
): number {
  const window = Math.min(info.contextTokens ?? chat.contextTokens, chat.contextTokens);
  const scale = info.promptTokens ? Math.min(1, estimated / info.promptTokens) : 0.7;
  return Math.floor((window - Math.min(answer, longestAnswer(window))) * scale * 0.95) + answer;
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

/** The server asked for the pause before the next try. */
const isAskedFor = (code: LLMErrorCode) => code === "rate_limited" || code === "overloaded";
