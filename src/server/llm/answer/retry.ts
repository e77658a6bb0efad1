import { defaultTimeouts } from "#server/llm/transport/http-stream.ts";
import type { LLMError, LLMStreamOptions } from "#server/llm/types.ts";

/** Own waits are multiplied by it. 1 in the app; tests are in a hurry. */
export type Pace = number;

const maxRetries = 2;
const maxRetryAfterMs = 20_000;
const loadingPollMs = 2_000;

/** How long to wait before the request is made again; `null`: not again. Only asked while no text has come. */
export function pauseBefore(
  { code, info }: LLMError,
  attempt: number,
  elapsedMs: number,
  { timeouts }: Pick<LLMStreamOptions, "timeouts">,
): number | null {
  if (code === "loading") {
    const limit = timeouts?.firstTokenMs ?? defaultTimeouts.firstTokenMs;
    return elapsedMs + loadingPollMs <= limit ? loadingPollMs : null;
  }
  if (code === "invalid_output") return info.retryable ? 0 : null;
  // five seconds without a connection are already too long
  const isSlow = code === "timeout" && info.phase === "connect";
  if (!info.retryable || isSlow || attempt >= maxRetries) return null;
  const { retryAfterMs } = info;
  if (retryAfterMs !== undefined) return retryAfterMs <= maxRetryAfterMs ? retryAfterMs + jitter(100) : null;
  // "not running" must be said within a second; a busy server needs longer
  return jitter((code === "connect" ? 80 : 600) * 2 ** attempt);
}

/** Between half and one and a half, so that two tabs do not knock at the same moment. */
const jitter = (ms: number) => Math.round(ms * (0.5 + Math.random()));

/** Ends early, without an error, when the signal is aborted. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const stop = () => resolve();
  signal.addEventListener("abort", stop, { once: true });
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  });
}
