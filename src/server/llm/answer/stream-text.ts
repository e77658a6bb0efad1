import type { Adapter } from "#server/llm/adapter.ts";
import { createRecoveries } from "#server/llm/apply-recoveries.ts";
import type { Sent } from "#server/llm/recoveries.ts";
import { boundChunks } from "./bound-chunks.ts";
import { gatherAnswer } from "./gather-answer.ts";
import { askAgain } from "./object-output.ts";
import { cannotSee, refuseUnseen } from "./vision.ts";
import {
  LLMError,
  type LLMErrorInfo,
  type LLMResult,
  type LLMStream,
  type LLMStreamOptions,
} from "#server/llm/types.ts";
import { wait } from "./wait.ts";
import { type ServerWatch, watchServer } from "./watch-server.ts";

type StreamSource = {
  adapter: Adapter;
  options: LLMStreamOptions;
  /** Multiplies our own waits: 1 in the app, less in tests. */
  timeScale: number;
};

/** Turns chunks into an `LLMStream`, in the same way for every provider. */
export function streamText(source: StreamSource): LLMStream {
  const { promise: result, resolve, reject } = Promise.withResolvers<LLMResult>();
  result.catch(() => {}); // a caller that reads only the text gets the error from the iterator
  const controller = new AbortController();
  const queue: string[] = [];
  const forget = () => queue.splice(0);
  const pieces = readPieces(source, controller, forget);
  let pulling: Promise<void> | null = null;
  let state: "open" | "done" | "failed" = "open";
  let failure: unknown;
  let hasReader = false;

  /** Reads the next piece. Only one read runs at a time. */
  const pull = () => {
    pulling ??= pieces.next().then(
      (next) => {
        pulling = null;
        if (!next.done) return void queue.push(next.value);
        state = "done";
        resolve(next.value);
      },
      (error: unknown) => {
        pulling = null;
        state = "failed";
        failure = error;
        reject(error);
      },
    );
    return pulling;
  };
  const drain = async () => {
    while (state === "open" && !hasReader) await pull();
  };

  return {
    get result() {
      if (!hasReader) void drain();
      return result;
    },
    async *[Symbol.asyncIterator]() {
      hasReader = true;
      try {
        for (;;) {
          const piece = queue.shift();
          if (piece !== undefined) yield piece;
          else if (state === "open") await pull();
          else break;
        }
        if (state === "failed") throw failure;
      } finally {
        // the caller left the loop: stop the model
        if (state === "open") controller.abort();
        while (state === "open") await pull();
      }
    },
  };
}

/** `onDiscard`: the pieces until now were not part of the answer. The only loop that asks again. The table of recoveries decides what changes after a failure. */
async function* readPieces(
  source: StreamSource,
  controller: AbortController,
  onDiscard: () => void,
): AsyncGenerator<string, LLMResult> {
  const { adapter, options, timeScale } = source;
  const { name: provider, knowledge } = adapter;
  const { signal, schema, onEvent } = options;
  const answer = gatherAnswer(adapter, options, onDiscard);
  const recoveries = createRecoveries(provider, knowledge, options);
  const hasPictures = options.messages.some(({ images = [] }) => images.length > 0);
  let question = options;
  let requests = 0;
  const abort = () => controller.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });

  try {
    if (hasPictures) refuseUnseen(provider, knowledge, options.model);
    adapter.inspectServer?.(options, controller.signal);
    for (;;) {
      let sent: Sent | null = null;
      try {
        answer.begin();
        let broken: LLMError | null = null;
        let watch: ServerWatch | undefined;
        try {
          const { open, ...request } = adapter.toRequest(question);
          const { asksOtherwise = false } = options;
          sent = { ...request, hasPictures, asksOtherwise, dialect: knowledge.dialect(options.model) };
          requests += 1;
          watch = startWatch(source, controller.signal);
          for await (const chunk of boundChunks(provider, open(controller.signal))) {
            watch?.heard(Boolean(chunk.text || chunk.thinking));
            const text = answer.add(chunk);
            if (text !== "") yield text;
            answer.check();
            // leaving the loop closes the request
            if (answer.isOver()) break;
          }
        } catch (error) {
          broken = toFailure(error, provider);
        } finally {
          watch?.stop();
        }
        const held = answer.end();
        if (held !== "") yield held;
        if (broken && !answer.isWholeDespite(broken)) throw answer.explain(broken);
        const rest = await answer.close();
        if (rest !== "") yield rest;
        break;
      } catch (error) {
        const failure = toFailure(error, provider);
        const canAsk = !answer.hasBegun(failure) && !controller.signal.aborted;
        const change = sent && recoveries.next(failure, sent, { canAsk, elapsedMs: answer.elapsedMs() });
        if (!change) throw explain(adapter, options.model, withCause(failure, { hasPictures, ...answer }), hasPictures);
        if (change.showMistake && schema) question = askAgain(options, answer.text(), failure);
        if (change.pauseMs === undefined) continue;
        const { code, info } = failure;
        const retrying = {
          type: "retrying" as const,
          inMs: change.pauseMs,
          code,
          ...(info.reason && { reason: info.reason }),
        };
        onEvent?.(code === "loading" ? { type: "loading" } : retrying);
        await wait(change.pauseMs * timeScale, controller.signal);
      }
    }
    if (controller.signal.aborted) throw aborted(provider);
    return answer.toResult(requests);
  } catch (error) {
    const failure = controller.signal.aborted ? aborted(provider) : toFailure(error, provider);
    throw withInfo(failure, { ...answer.toInfo(failure), requests });
  } finally {
    signal?.removeEventListener("abort", abort);
    controller.abort();
  }
}

function startWatch({ adapter, options, timeScale }: StreamSource, signal: AbortSignal): ServerWatch | undefined {
  const { model, onEvent } = options;
  return onEvent && adapter.look && watchServer({ look: adapter.look(model), signal, timeScale, onEvent });
}

/** Makes a failure more useful to the caller, for example when the model sees no pictures. */
function explain(
  { name, knowledge, explain: explainMore }: Adapter,
  model: string,
  failure: LLMError,
  hasPictures: boolean,
) {
  // this was learned from the refusal; otherwise nothing would have been sent
  if (hasPictures && knowledge.get(model)?.vision === false) return cannotSee(name, knowledge, model, failure);
  return explainMore?.(failure, model) ?? failure;
}

/** Adds what only this request shows: whether its pictures were too large, and whether any text had arrived. */
function withCause(
  failure: LLMError,
  { hasPictures, hasText }: { hasPictures: boolean; hasText: () => boolean },
): LLMError {
  if (failure.code === "too_large" && hasPictures) return withInfo(failure, { reason: "pictures" });
  if (failure.code === "incomplete" && !hasText()) return withInfo(failure, { reason: "nothing_came" });
  return failure;
}

function toFailure(error: unknown, provider: string): LLMError {
  if (error instanceof LLMError) return error;
  return new LLMError(
    "invalid_response",
    `the response from ${provider} could not be read`,
    { provider, retryable: false },
    error,
  );
}

function withInfo({ code, message, info, cause }: LLMError, more: Partial<LLMErrorInfo>): LLMError {
  return new LLMError(code, message, { ...info, ...more }, cause);
}

function aborted(provider: string): LLMError {
  return new LLMError("aborted", "stopped", { provider, retryable: false });
}
