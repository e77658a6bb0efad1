import type { Generations } from "./log.ts";
import { untilIdle } from "./until-idle.ts";

/**
 * Runs `work` while no answer is running on the host. If an answer starts there, aborts the work and runs it again afterwards. Once `late` is
 * aborted, the work runs alongside answers. Returns null if `ended` was aborted.
 */
export async function whileIdle<T>(
  generations: Generations,
  host: string,
  work: (signal: AbortSignal) => Promise<T>,
  { ended, late }: { ended: AbortSignal; late?: AbortSignal },
): Promise<T | null> {
  for (;;) {
    await untilIdle(generations, host, late ? AbortSignal.any([ended, late]) : ended);
    if (ended.aborted) return null;
    const preempted = new AbortController();
    const onStart = (started: string | null) => started === host && !late?.aborted && preempted.abort();
    generations.onStart.add(onStart);
    try {
      return await work(AbortSignal.any([preempted.signal, ended]));
    } catch (error) {
      if (ended.aborted) return null;
      if (!preempted.signal.aborted) throw error;
    } finally {
      generations.onStart.delete(onStart);
    }
  }
}
