import type { Generations, Running } from "./log.ts";

const runningOn = ({ running }: Generations, host: string): Running[] =>
  [...running.values()].filter((generation) => generation.host === host);

/** Does an answer run on this host? A local server does one thing at a time. */
export const isBusy = (generations: Generations, host: string) => runningOn(generations, host).length > 0;

/** Resolves when no answer runs on this host. Also when nobody waits any more. */
export async function untilIdle(generations: Generations, host: string, signal?: AbortSignal) {
  const { promise: left, resolve } = Promise.withResolvers<void>();
  signal?.addEventListener("abort", () => resolve(), { once: true });
  while (!signal?.aborted) {
    const busy = runningOn(generations, host);
    if (busy.length === 0) return;
    await Promise.race([left, Promise.all(busy.map(({ closed }) => closed.promise))]);
  }
}
