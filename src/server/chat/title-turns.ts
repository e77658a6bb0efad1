import type { Generations, Running } from "#server/generations/log.ts";
import { whileIdle } from "#server/generations/while-idle.ts";

/** The title requests that wait for one host. `dropped` is aborted when the learner stops an answer there. */
type Line = { last: Promise<void>; dropped: AbortController };

export type TitleTurns = {
  /**
   * Runs `work` when no answer is running on the host and no other title is being made there. Aborts it when an answer starts, and
   * runs it again afterwards. On a server that is never idle it runs after `patienceMs`, beside the answers. Null: the learner pressed
   * Stop, or Blossom is closing, so no request may be sent now.
   */
  take<T>(host: string, work: (signal: AbortSignal) => Promise<T>): Promise<T | null>;
};

/** Sends one title request at a time to each host, because a local server handles one request at a time. */
export function createTitleTurns(generations: Generations, closing: AbortSignal, patienceMs: number): TitleTurns {
  const lines = new Map<string, Line>();

  // the learner who presses Stop wants the computer to be quiet, so titles that wait for that host are not asked for
  generations.onEvents.add(({ host, answer }: Running) => {
    if (host === null || answer.outcome !== "stopped") return;
    lines.get(host)?.dropped.abort();
    lines.delete(host);
  });

  return {
    async take(host, work) {
      const line = lines.get(host) ?? { last: Promise.resolve(), dropped: new AbortController() };
      const before = line.last;
      const { promise: last, resolve: leave } = Promise.withResolvers<void>();
      line.last = last;
      lines.set(host, line);
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(), patienceMs);
      const ended = AbortSignal.any([line.dropped.signal, closing]);
      try {
        await Promise.race([before, whenAborted(late.signal)]);
        return await whileIdle(generations, host, work, { ended, late: late.signal });
      } finally {
        clearTimeout(timer);
        leave();
      }
    },
  };
}

const whenAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
