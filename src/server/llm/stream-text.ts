import type { Chunk } from "./chunk.ts";
import { LLMError, type LLMResult, type LLMStream, type LLMStreamOptions } from "./types.ts";
import { splitThinking } from "./think-tags.ts";
import { pauseBefore, type Pace, wait } from "./retry.ts";

export type StreamSource = {
  provider: string;
  options: LLMStreamOptions;
  /** Makes the request. Called again for a retry. */
  open: (signal: AbortSignal) => AsyncIterable<Chunk>;
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

async function* readPieces(
  { provider, options, open, pace }: StreamSource,
  controller: AbortController,
): AsyncGenerator<string, LLMResult> {
  const { model, signal, onEvent } = options;
  const start = performance.now();
  const elapsed = () => Math.round(performance.now() - start);
  const abort = () => controller.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });
  const seen = { text: "", thinking: "" };
  let result: Partial<LLMResult> = {};
  let firstTokenMs: number | undefined;

  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        result = {};
        seen.thinking = "";
        for await (const chunk of splitThinking(open(controller.signal))) {
          const { text, thinking, ...rest } = chunk;
          result = { ...result, ...rest };
          if (thinking) {
            seen.thinking += thinking;
            onEvent?.({ type: "thinking", text: thinking });
          }
          if (!text) continue;
          firstTokenMs ??= elapsed();
          seen.text += text;
          yield text;
        }
        if (!result.finish) throw new LLMError("incomplete", "the answer broke off", { provider, retryable: false });
        if (seen.text.trim() === "" && result.finish === "stop")
          throw new LLMError("invalid_output", "the model returned nothing", { provider, retryable: attempt === 0 });
        break;
      } catch (error) {
        const failure = toFailure(error, provider);
        // what comes after the reason it ended with is not missed
        if (result.finish && (failure.code === "incomplete" || failure.code === "timeout")) break;
        const hasBegun = seen.text.trim() !== "" || (seen.thinking !== "" && failure.code !== "invalid_output");
        const pause = hasBegun ? null : pauseBefore(failure, attempt, elapsed(), options);
        if (pause === null || controller.signal.aborted) throw withPartialText(failure, seen.text);
        onEvent?.(
          failure.code === "loading" ? { type: "loading" } : { type: "retrying", inMs: pause, code: failure.code },
        );
        await wait(pause * pace, controller.signal);
      }
    }
    if (controller.signal.aborted) throw aborted(provider);
    const timings = { totalMs: elapsed(), ...(firstTokenMs !== undefined && { firstTokenMs }) };
    const thinking = seen.thinking === "" ? {} : { thinking: seen.thinking };
    return { model, finish: "stop", ...result, text: seen.text, ...thinking, timings };
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    throw withPartialText(aborted(provider), seen.text);
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
