import { type EventRow, listEvents } from "#server/db/generations.ts";
import type { Generations } from "./log.ts";

/** Everything after `seq`, then what comes, until the log is closed. Any number of readers; leaving stops nothing. */
export async function* followGeneration(
  { db, running }: Generations,
  id: string,
  seq: number,
  signal?: AbortSignal,
): AsyncGenerator<EventRow> {
  let wake = () => {};
  signal?.addEventListener("abort", () => wake());
  while (!signal?.aborted) {
    const live = running.get(id); // looked up before reading, so that nothing falls between
    const events = live && live.seq <= seq ? [] : listEvents(db, id, seq);
    for (const row of events) {
      seq = row.seq;
      yield row;
    }
    if (events.length > 0) continue;
    if (!live) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
      live.readers.add(resolve);
    });
    live.readers.delete(wake);
  }
}
