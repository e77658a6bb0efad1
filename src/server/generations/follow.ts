import { type EventRow, listEvents } from "#server/db/generations.ts";
import type { Generations } from "./log.ts";
import { settleGeneration } from "./reap.ts";
import { settleRow } from "./settled.ts";

/**
 * Yields the events after `seq`, then new ones as they are stored, until the log is closed. A log can have any number of readers. A
 * reader that leaves does not stop the answer.
 */
export async function* followGeneration(
  generations: Generations,
  id: string,
  seq: number,
  signal?: AbortSignal,
): AsyncGenerator<EventRow> {
  const { db, running } = generations;
  let wake: (rows: EventRow[]) => void = () => {};
  signal?.addEventListener("abort", () => wake([]));
  while (!signal?.aborted) {
    const live = running.get(id); // looked up before the read, so that no event is missed in between
    if (live && live.seq <= seq) {
      const { promise: grown, resolve } = Promise.withResolvers<EventRow[]>();
      wake = resolve;
      live.readers.add(resolve);
      for (const row of await grown) {
        seq = row.seq;
        yield settleRow(generations, row);
      }
      live.readers.delete(resolve);
      continue;
    }
    const events = listEvents(db, id, seq);
    for (const row of events) {
      seq = row.seq;
      yield settleRow(generations, row);
    }
    if (events.length > 0 || live) continue;
    // every reader gets an end event, even for a log without one
    const settled = settleGeneration(generations, id);
    if (!settled) return;
    if (settled.isStored) continue;
    yield { seq: settled.seq, event: JSON.stringify(settled.end) };
    return;
  }
}
