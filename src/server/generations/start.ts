import type { EndEvent, GenerationEvent } from "#shared/generation.ts";
import { toApiError } from "#server/errors.ts";
import { logger } from "#server/logger.ts";
import { appendEvent, closeLog, type Generations, type Running } from "./log.ts";

/** The events of an answer, in order. `end` comes last, or before the words that the engine still looks for: they belong to the answer. */
export type Produce = (signal: AbortSignal) => AsyncIterable<GenerationEvent>;

/** Runs an answer to its end, with or without readers. Closes the log exactly once in every case. */
export function startGeneration(generations: Generations, running: Running, produce: Produce) {
  generations.running.set(running.id, running);
  for (const listener of generations.onStart) listener(running.host);
  let hasText = false;
  void run();

  async function run() {
    const { signal } = running.stop;
    const stopped = new Promise<EndEvent>((resolve) => {
      signal.addEventListener("abort", () => resolve(endOfStop(signal.reason)), { once: true });
    });
    const emit = (event: GenerationEvent) => {
      if (!signal.aborted) appendEvent(generations, running, event); // no event is added after Stop
    };
    const end = await Promise.race([readEvents(emit, signal), stopped]);
    reportFailure(end);
    try {
      closeLog(generations, running, end);
    } catch (error) {
      // nothing could be written; the next read or start finds the open log and closes it as interrupted
      logger.error("generation not closed", { generation: running.id, error });
    }
  }

  function reportFailure({ error }: EndEvent) {
    if (error && !hasText) running.failed.resolve(error);
  }

  /** Appends all events except `end`, which it returns. Turns a failure into an `end` event. */
  async function readEvents(emit: (event: GenerationEvent) => void, signal: AbortSignal): Promise<EndEvent> {
    let end: EndEvent = { type: "end", outcome: "stopped" };
    try {
      for await (const event of produce(signal)) {
        if (event.type === "end") {
          end = event;
          reportFailure(end);
          continue;
        }
        hasText ||= event.type === "text" || event.type === "texts" || event.type === "translation";
        if (event.type === "responder") running.host = event.responder.host; // from here on another server works on it
        emit(event);
        if (signal.aborted) break;
      }
      return end;
    } catch (error) {
      return signal.aborted ? endOfStop(signal.reason) : endOfFailure(error);
    }
  }
}

export function endOfFailure(error: unknown): EndEvent {
  const apiError = toApiError(error);
  if (apiError.code === "internal") logger.error("generation failed", { error });
  return { type: "end", outcome: "failed", error: apiError };
}

/** The abort reason of `running.stop` when Blossom stops, as opposed to the learner's Stop. */
export const shutdown = Symbol("shutdown");

function endOfStop(reason: unknown): EndEvent {
  if (reason === shutdown) return { type: "end", outcome: "interrupted" };
  if (reason instanceof Error && reason.name !== "AbortError") {
    logger.error("generation not stored", { error: reason });
    return { type: "end", outcome: "failed", error: toApiError(reason) };
  }
  return { type: "end", outcome: "stopped" };
}
