import type { Chunk } from "./chunk.ts";
import { gatherAnswer } from "./gather-answer.ts";
import { askAgain } from "./object-output.ts";
import { LLMError, type LLMResult, type LLMStream, type LLMStreamOptions } from "#server/llm/types.ts";
import { pauseBefore, type Pace, wait } from "./retry.ts";

type StreamSource = {
  provider: string;
  options: LLMStreamOptions;
  /** Makes the request. Called again for a retry, which may say what was wrong with the answer before. */
  open: (options: LLMStreamOptions, signal: AbortSignal) => AsyncIterable<Chunk>;
  /** What a failure of it means for this question. */
  explain: (error: unknown) => unknown;
  pace: Pace;
};

/** Chunks → the contract of `LLMStream`, the same for every provider. */
export function streamText(source: StreamSource): LLMStream {
  const { promise: result, resolve, reject } = Promise.withResolvers<LLMResult>();
  result.catch(() => {}); // who reads only the text has the error from there
  const controller = new AbortController();
  const pieces = readPieces(source, controller);
  const queue: string[] = [];
  let pulling: Promise<void> | null = null;
  let state: "open" | "done" | "failed" = "open";
  let failure: unknown;
  let hasReader = false;

  /** Takes one piece, whoever asks; at most one at a time. */
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
        // left in the middle: the model must not go on for nobody
        if (state === "open") controller.abort();
        while (state === "open") await pull();
      }
    },
  };
}

async function* readPieces(source: StreamSource, controller: AbortController): AsyncGenerator<string, LLMResult> {
  const { provider, options, open, explain, pace } = source;
  const { signal, schema, onEvent } = options;
  const answer = gatherAnswer(provider, options);
  let question = options;
  const abort = () => controller.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });

  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        answer.begin();
        try {
          for await (const chunk of open(question, controller.signal)) {
            const text = answer.add(chunk);
            if (text !== "") yield text;
          }
        } catch (error) {
          if (!answer.isWholeDespite(toFailure(error, provider))) throw error;
        }
        const rest = await answer.close();
        if (rest !== "") yield rest;
        break;
      } catch (error) {
        const failure = toFailure(explain(error), provider);
        const pause = answer.hasBegun(failure) ? null : pauseBefore(failure, attempt, answer.elapsedMs(), options);
        if (pause === null || controller.signal.aborted) throw failure;
        const { code } = failure;
        if (schema && code === "invalid_output") question = askAgain(options, answer.text(), failure);
        onEvent?.(code === "loading" ? { type: "loading" } : { type: "retrying", inMs: pause, code });
        await wait(pause * pace, controller.signal);
      }
    }
    if (controller.signal.aborted) throw aborted(provider);
    return answer.toResult();
  } catch (error) {
    const failure = controller.signal.aborted ? aborted(provider) : toFailure(error, provider);
    throw withPartialText(failure, answer.text());
  } finally {
    signal?.removeEventListener("abort", abort);
    controller.abort();
  }
}

function toFailure(error: unknown, provider: string): LLMError {
  if (error instanceof LLMError) return error;
  return new LLMError("invalid_response", `${provider} could not be understood`, { provider, retryable: false }, error);
}

function withPartialText({ code, message, info, cause }: LLMError, partialText: string): LLMError {
  return new LLMError(code, message, { ...info, ...(partialText !== "" && { partialText }) }, cause);
}

function aborted(provider: string): LLMError {
  return new LLMError("aborted", "stopped", { provider, retryable: false });
}
