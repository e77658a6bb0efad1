import { LLMError, type Timeouts } from "#server/llm/types.ts";

/** What ends a request before its answer is complete. */
export type Limits = {
  provider: string;
  timeouts: Timeouts;
  /** A limit for the whole exchange. Not used for answers: on a slow computer a long answer takes an hour. */
  totalMs?: number;
  signal?: AbortSignal | undefined;
};

export type Clock = {
  enter: (phase: "connect" | "first-token" | "idle") => void;
  pause: () => void;
  stop: () => void;
  /** Rejects when a limit is reached or the caller aborts. Awaited once per request, not once per chunk. */
  broken: Promise<never>;
  failure: () => LLMError | undefined;
};

/** Ends a request that takes longer than the limit of its phase, or that the caller aborts. */
export function startClock({ provider, timeouts, totalMs, signal }: Limits): Clock {
  const limits = { connect: timeouts.connectMs, "first-token": timeouts.firstTokenMs, idle: timeouts.idleMs };
  const { promise: broken, reject } = Promise.withResolvers<never>();
  broken.catch(() => {}); // it may reject while nobody awaits it
  let phase: keyof typeof limits = "connect";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failure: LLMError | undefined;
  const fail = (error: LLMError) => reject((failure ??= error));
  const expire = (ms: number) => {
    const message = `${provider} ${phase === "connect" ? "did not accept the connection" : "sent nothing"} for ${ms / 1000} s`;
    fail(new LLMError("timeout", message, { provider, phase, retryable: phase === "connect" }));
  };
  const total = totalMs === undefined ? undefined : setTimeout(expire, totalMs, totalMs);
  const abort = () => fail(aborted({ provider }));
  signal?.addEventListener("abort", abort, { once: true });
  const pause = () => clearTimeout(timer);
  return {
    broken,
    failure: () => failure,
    pause,
    enter(next) {
      pause();
      phase = next;
      timer = setTimeout(expire, limits[next], limits[next]);
    },
    stop() {
      pause();
      clearTimeout(total);
      signal?.removeEventListener("abort", abort);
    },
  };
}

export function aborted({ provider }: Pick<Limits, "provider">): LLMError {
  return new LLMError("aborted", "stopped", { provider, retryable: false });
}
