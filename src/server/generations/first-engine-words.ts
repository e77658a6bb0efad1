import type { EventRow } from "#server/db/generations.ts";
import type { Generations, Running } from "./log.ts";

/**
 * Waits until the answer has words of the engine, its model is asked, or it ends; for at most `longestMs`. A page that reads the conversation after
 * that has the card at once, and draws it once.
 */
export function firstEngineWords({ running, onEvents }: Generations, id: string, longestMs: number): Promise<void> {
  if (!running.has(id)) return Promise.resolve();
  return new Promise((resolve) => {
    const leave = () => {
      clearTimeout(timer);
      onEvents.delete(look);
      resolve();
    };
    const look = (grown: Running, rows: readonly EventRow[]) => {
      if (grown.id === id && (!running.has(id) || rows.some(isAwaited))) leave();
    };
    const timer = setTimeout(leave, longestMs);
    onEvents.add(look);
  });
}

const isAwaited = ({ event }: EventRow) => event.startsWith('{"type":"words"') || event.startsWith('{"type":"phase"');
