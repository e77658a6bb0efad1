import type { Notice } from "#shared/answer.ts";
import { errorTraits } from "#shared/errors.ts";
import type { Responder } from "#shared/responder.ts";
import { LLMError, type LLMEvent, type LLMMessage, type LLMResult, type LLMStreamOptions } from "#server/llm/types.ts";
import { longestAnswer } from "#server/llm/answer/window.ts";
import type { LiveResponder } from "#server/models/resolve.ts";

/** What a model is asked. `tokens`: what we believe it takes. */
export type Question = {
  system: string;
  messages: readonly LLMMessage[];
  tokens: number;
  leftOutTurns: number;
  leftOutPictures: number;
  /** It is asked about a picture: who sees nothing cannot stand in. */
  hasPicture?: boolean;
  /** What is asked for beside text, how much at most, and whether more turns follow. */
  options?: Partial<Pick<LLMStreamOptions, "schema" | "maxTokens" | "conversation">>;
};
/** Makes the question for the model that will answer it, within `room` tokens. `arePicturesSmall`: the usual ones were too large. */
export type ToQuestion = (whom: {
  responder: LiveResponder;
  room: number;
  arePicturesSmall: boolean;
}) => Promise<Question>;

export type Asking = {
  responder: LiveResponder;
  /** Who may answer instead; asked for only when it comes to that. */
  fallbacks: () => LiveResponder[];
  toQuestion: ToQuestion;
  onEvent: (event: LLMEvent) => void;
  onNotice: (notice: Notice) => void;
  onResponder: (responder: Responder) => void;
};

/**
 * The answer's text as it comes. Before its first word, a failed request is made again where that may help: once with less of a
 * conversation that is too long, once with smaller pictures, and, where a server is away, to a fallback that the learner allows.
 */
export async function* askModel(
  asking: Asking,
  signal: AbortSignal,
): AsyncGenerator<string, LLMResult & { responder: LiveResponder }> {
  const { toQuestion, onEvent, onNotice, onResponder } = asking;
  let { responder } = asking;
  let room = responder.chat.contextTokens - responder.chat.maxTokens;
  let isShortened = false;
  let arePicturesSmall = false;
  let others: LiveResponder[] | null = null;
  /** Made for this answer before, all of them refused. */
  let requests = 0;
  for (;;) {
    const { system, messages, options, ...question } = await toQuestion({ responder, room, arePicturesSmall });
    sayLeftOut(question, responder, onNotice);
    const { info: _, ...plan } = responder.chat;
    let hasBegun = false;
    try {
      const stream = responder.provider.stream({ ...plan, ...options, system, messages, signal, onEvent });
      for await (const text of stream) {
        hasBegun = true;
        yield text;
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
      // nginx takes 1 MB by default
      if (error.code === "too_large" && !arePicturesSmall && messages.some(({ images = [] }) => images.length > 0)) {
        arePicturesSmall = true;
        continue;
      }
      const { mayFallBack } = errorTraits[error.code];
      others ??= (mayFallBack ? asking.fallbacks() : []).filter((other) => !question.hasPicture || maySee(other));
      const next = mayFallBack ? others.shift() : undefined;
      if (!next) throw error;
      onNotice({ code: "fallback", instead: asking.responder.chat.model, because: error.code });
      onResponder(next.identity);
      responder = next;
      room = next.chat.contextTokens - next.chat.maxTokens;
      isShortened = false;
      arePicturesSmall = false;
    }
  }
}

/** Unless its server says that it cannot. */
const maySee = ({ chat }: LiveResponder) => chat.info?.vision !== false;

/** By the server's own figures, where it gives them; our estimate was too small by as much. */
function lessRoom({ info }: LLMError, { chat }: LiveResponder, estimated: number): number {
  const window = Math.min(info.contextTokens ?? chat.contextTokens, chat.contextTokens);
  const scale = info.promptTokens ? Math.min(1, estimated / info.promptTokens) : 0.7;
  return Math.floor((window - Math.min(chat.maxTokens, longestAnswer(window))) * scale * 0.95);
}

function sayLeftOut(
  { leftOutTurns, leftOutPictures }: Pick<Question, "leftOutTurns" | "leftOutPictures">,
  responder: LiveResponder,
  say: Asking["onNotice"],
) {
  if (leftOutTurns > 0) say({ code: "trimmed", turns: leftOutTurns });
  const unseen = maySee(responder) ? {} : { unseen: true };
  if (leftOutPictures > 0) say({ code: "pictures_left_out", pictures: leftOutPictures, ...unseen });
}
