import type { EndEvent, GenerationEvent } from "#shared/generation.ts";
import { toApiError } from "#server/errors.ts";
import { logger } from "#server/logger.ts";
import { appendEvent, closeLog, type Generations, type Running } from "./log.ts";

/** Makes an answer: events by `emit`, in order, then how it ended. */
export type Produce = (emit: (event: GenerationEvent) => void, signal: AbortSignal) => Promise<EndEvent>;

/** Runs an answer to its end, whoever is listening. Closes the log exactly once, in every case. */
export function startGeneration(generations: Generations, running: Running, produce: Produce) {
  generations.running.set(running.id, running);
  for (const listener of generations.onStart) listener(running.host);
  void run();

  async function run() {
    const { signal } = running.stop;
    let end: EndEvent = { type: "end", outcome: "stopped" };
    try {
      const emit = (event: GenerationEvent) => {
        if (!signal.aborted) appendEvent(generations, running, event); // nothing grows after Stop
      };
      const stopped = new Promise<EndEvent>((resolve) => {
        signal.addEventListener("abort", () => resolve(endOfStop(signal.reason)), { once: true });
      });
      end = await Promise.race([produce(emit, signal), stopped]);
    } catch (error) {
      const apiError = toApiError(error);
      if (apiError.code === "internal") logger.error("generation failed", { generation: running.id, error });
      end = signal.aborted ? endOfStop(signal.reason) : { type: "end", outcome: "failed", error: apiError };
    } finally {
      try {
        closeLog(generations, running, end);
      } catch (error) {
        // nothing could be written; at the next start the log is found open and closed as interrupted
        logger.error("generation not closed", { generation: running.id, error });
      }
    }
  }
}

/** Why `running.stop` was aborted, beside the learner's Stop. */
export const shutdown = Symbol("shutdown");

function endOfStop(reason: unknown): EndEvent {
  if (reason === shutdown) return { type: "end", outcome: "interrupted" };
  if (reason instanceof Error && reason.name !== "AbortError") {
    logger.error("generation not stored", { error: reason });
    return { type: "end", outcome: "failed", error: toApiError(reason) };
  }
  return { type: "end", outcome: "stopped" };
}
