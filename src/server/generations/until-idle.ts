import type { Generations, Running } from "./log.ts";

const runningOn = ({ running }: Generations, host: string): Running[] =>
  [...running.values()].filter((generation) => generation.host === host);

/** Is an answer running on this host? A local server handles one request at a time. */
export const isBusy = (generations: Generations, host: string) => runningOn(generations, host).length > 0;

/** Resolves when no answer is running on this host, or when `signal` fires. */
export async function untilIdle(generations: Generations, host: string, signal?: AbortSignal) {
  const { promise: left, resolve } = Promise.withResolvers<void>();
  signal?.addEventListener("abort", () => resolve(), { once: true });
  while (!signal?.aborted) {
    const busy = runningOn(generations, host);
    if (busy.length === 0) return;
    await Promise.race([left, Promise.all(busy.map(({ closed }) => closed.promise))]);
  }
}
