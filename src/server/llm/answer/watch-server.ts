import { LLMError, type LLMEvent } from "#server/llm/types.ts";
import { wait } from "./wait.ts";

/** What a server is doing before the first word: it brings the model into memory, or has it there and reads the prompt. */
export type Look = "loading" | "reading";

/** Asks a server what it is doing. Null: not known yet, ask again. Throws LLMError if the server does not answer. */
export type LookAtServer = (signal: AbortSignal) => Promise<Look | null>;

/** How long a server is silent before a look, in milliseconds: before the first word, and between two pieces of an answer. */
const firstLookMs = 2_000;
const pieceMs = 5_000;
/** Between two looks: shorter while the model loads or the server hangs, which can end at any moment. */
const soonMs = 1_000;
const readingMs = 3_000;

type Watch = { look: LookAtServer; signal: AbortSignal; timeScale: number; onEvent: (event: LLMEvent) => void };

export type ServerWatch = {
  /** The server has sent something. `isAnswer`: a part of the answer, so loading and reading are over. */
  heard(isAnswer: boolean): void;
  stop(): void;
};

/**
 * A model server sends nothing while it loads a model, reads a prompt, or hangs. After a while of silence, this asks it what it is doing
 * and reports each change: `loading`, `reading`, `silent` (it does not answer that question either), and `writing` when the answer
 * continues.
 */
export function watchServer({ look, signal, timeScale, onEvent }: Watch): ServerWatch {
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal.addEventListener("abort", abort, { once: true });
  let said: Look | "silent" | null = null;
  let hasBegun = false;
  let heardAt = performance.now();
  const isWriting = () => hasBegun && said === null;
  const quietMs = () => (performance.now() - heardAt) / timeScale;

  void watch();

  return {
    heard(isAnswer) {
      heardAt = performance.now();
      hasBegun ||= isAnswer;
      if (!hasBegun || said === null) return;
      if (said === "silent") onEvent({ type: "writing" });
      said = null;
    },
    stop() {
      signal.removeEventListener("abort", abort);
      stop.abort();
    },
  };

  async function watch(): Promise<void> {
    for (let pause = firstLookMs; ; pause = nextPause()) {
      await wait(pause * timeScale, stop.signal);
      if (stop.signal.aborted) return;
      if (isWriting() && quietMs() < pieceMs) continue;
      const before = heardAt;
      const seen = await look(stop.signal).catch(toSilence);
      // a piece that arrived meanwhile is newer than this look
      if (!stop.signal.aborted && before === heardAt) report(seen);
    }
  }

  function report(seen: Look | "silent" | null) {
    const isBack = said === "silent" && seen !== "silent";
    // once the answer has begun, only silence is reported
    const now = hasBegun && seen !== "silent" ? null : (seen ?? (isBack ? "reading" : said));
    if (now !== null && now !== said) onEvent({ type: now });
    if (now === null && isBack) onEvent({ type: "writing" });
    said = now;
  }

  function nextPause(): number {
    if (said === "reading") return readingMs;
    return isWriting() ? Math.max(soonMs, pieceMs - quietMs()) : soonMs;
  }
}

/** A server that answers a look with an error is alive; one that says nothing or cannot be reached is not. */
function toSilence(error: unknown): Look | "silent" | null {
  const isUnreachable = error instanceof LLMError && unreachable.has(error.code);
  return isUnreachable ? "silent" : null;
}
const unreachable: ReadonlySet<string> = new Set(["timeout", "connect", "dns"]);
