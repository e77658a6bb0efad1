import type { Outcome } from "#shared/answer.ts";
import { getGeneration } from "#server/db/generations.ts";
import { type Generations } from "./log.ts";
import { settleGeneration } from "./reap.ts";
import { shutdown } from "./start.ts";

/** Stops an answer, waits until its log is closed, and returns its outcome. Null: there is no such generation. */
export async function stopGeneration(generations: Generations, id: string): Promise<Outcome | null> {
  const { db, running } = generations;
  const live = running.get(id);
  if (!live) {
    return settleGeneration(generations, id)?.end.outcome ?? getGeneration(db, id)?.outcome ?? null;
  }
  live.stop.abort();
  return (await live.closed.promise).outcome;
}

/** Closes every log before the process ends, so that the next start finds none open. */
export async function stopAll({ running }: Generations) {
  const all = [...running.values()];
  for (const { stop } of all) stop.abort(shutdown);
  await Promise.all(all.map(({ closed }) => closed.promise));
}
