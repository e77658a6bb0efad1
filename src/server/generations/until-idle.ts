import type { Generations } from "./log.ts";

/** Resolves when no answer runs on this host: a local server does one thing at a time. Also when nobody waits any more. */
export async function untilIdle({ running }: Generations, host: string, signal?: AbortSignal) {
  const { promise: left, resolve } = Promise.withResolvers<void>();
  signal?.addEventListener("abort", () => resolve(), { once: true });
  while (!signal?.aborted) {
    const busy = [...running.values()].filter((generation) => generation.host === host);
    if (busy.length === 0) return;
    await Promise.race([left, Promise.all(busy.map(({ closed }) => closed.promise))]);
  }
}
