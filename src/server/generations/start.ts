import { isUnread } from "#shared/breakdown/read-text.ts";
import type { NewInCards } from "#shared/breakdown/watch-cards.ts";
import type { EndEvent, GenerationEvent } from "#shared/generation.ts";
import { toApiError } from "#server/errors.ts";
import { logger } from "#server/logger.ts";
import { appendEvent, closeLog, flush, type Generations, type Running } from "./log.ts";

/** The events of an answer, in order; the last one is `end`. */
export type Produce = (signal: AbortSignal) => AsyncIterable<GenerationEvent>;

/** Follows the cards of an answer as its log shows them, and adds events about them. `done`: it has no more to add. */
export type Check = (
  emit: (event: GenerationEvent) => void,
  signal: AbortSignal,
) => { onNews: (news: NewInCards) => void; done: () => Promise<void> };

/** Runs an answer to its end, whoever is listening. Closes the log exactly once, in every case. */
export function startGeneration(generations: Generations, running: Running, produce: Produce, check?: Check) {
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
      if (!signal.aborted) appendEvent(generations, running, event); // nothing grows after Stop
    };
    const checker = check?.(emit, signal);
    if (checker) running.onNews = checker.onNews;

    let end = await Promise.race([readEvents(emit, signal), stopped]);
    // before the check is over: a request may be waiting to hear of a failure, unless there is something to show
    if (end.error && !hasText) running.failed.resolve(end.error);
    if (checker && !signal.aborted) {
      readLastLine(generations, running);
      end = await Promise.race([checker.done().then(() => end), stopped]);
    }
    try {
      closeLog(generations, running, end);
    } catch (error) {
      // nothing could be written; at the next start the log is found open and closed as interrupted
      logger.error("generation not closed", { generation: running.id, error });
    }
  }

  /** Appends all events but the last one, which it returns. A failure is an `end`, too. */
  async function readEvents(emit: (event: GenerationEvent) => void, signal: AbortSignal): Promise<EndEvent> {
    try {
      for await (const event of produce(signal)) {
        if (event.type === "end") return event;
        hasText ||= event.type === "text" || event.type === "texts";
        if (event.type === "responder") running.host = event.responder.host; // another server is busy from here on
        emit(event);
        if (signal.aborted) break;
      }
      return { type: "end", outcome: "stopped" };
    } catch (error) {
      const apiError = toApiError(error);
      if (signal.aborted) return endOfStop(signal.reason);
      if (apiError.code === "internal") logger.error("generation failed", { generation: running.id, error });
      return { type: "end", outcome: "failed", error: apiError };
    }
  }
}

/** The last line of the text has no line break, and may be a row or the end of a card. */
function readLastLine(generations: Generations, running: Running) {
  flush(generations);
  if (!isUnread(running.answer)) return;
  appendEvent(generations, running, { type: "written" });
  flush(generations);
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
