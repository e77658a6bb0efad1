import type { Generations, Running } from "./log.ts";

const runningOn = ({ running }: Generations, host: string): Running[] =>
  [...running.values()].filter((generation) => generation.host === host);

/** Is an answer running on this host? A local server handles one request at a time. */
export const isBusy = (generations: Generations, host: string) => runningOn(generations, host).length > 0;

/** Resolves when no answer is running on this host, or when `signal` fires. */
export async function untilIdle(generations: Generations, host: string, signal?: AbortSignal) {
  while (!signal?.aborted) {
    const [first] = runningOn(generations, host);
    if (!first) return;
    await untilClosed(first, signal);
  }
}

/** Leaves nothing behind when it resolves: a race with a promise that stays open would keep every answer that ended in the meantime in memory. */
function untilClosed({ closed }: Running, signal?: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = () => {
    signal?.removeEventListener("abort", done);
    resolve();
  };
  signal?.addEventListener("abort", done, { once: true });
  void closed.promise.then(done);
  return promise;
}
