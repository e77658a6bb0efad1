import { queryOptions } from "@tanstack/react-query";
import type { GenerationEvent } from "#shared/generation.ts";
import { fits } from "#shared/shapes/shape.ts";
import { generationEventShape } from "#shared/shapes/shapes.ts" with { type: "macro" };
import { answerOf, ApiFailure, api } from "./client.ts";
import type { Events } from "./events/events.ts";
import type { Snapshot, Step } from "./generation-steps.ts";

const eventShape = generationEventShape();

export const getGeneration = (id: string): Promise<Snapshot> =>
  answerOf(api.generations[":id"].$get({ param: { id } })) as Promise<Snapshot>;

/**
 * What the model wrote, unchanged (empty if it equals the answer), and what it thought (empty if it showed no thoughts).
 * `thoughtMs`: how long it has thought so far.
 */
export const rawQuery = (id: string, thoughtMs = 0) =>
  queryOptions({
    queryKey: ["raw", id, thoughtMs],
    queryFn: () => answerOf(api.generations[":id"].raw.$get({ param: { id } })),
  });

/** `event` is null when a newer server sent something that this page does not know yet. */
type Heard = { seq: number; event: GenerationEvent | null };

type Listener = {
  onStep: (step: Step) => void;
  /** The log cannot be read: it does not exist any more. */
  onLost: () => void;
};

const shortPauseMs = 1_000;
const longestPauseMs = 15_000;

/**
 * Follows a log after event `after`: by the server's events while they arrive in order, and by a snapshot at the beginning,
 * after a broken connection, and when an event is missing. Applies each event once. Returns a function that stops following;
 * the generation itself goes on.
 */
export function followGeneration(events: Events, id: string, after: number, listener: Listener): () => void {
  let seq = after;
  let isReading = false;
  let isOutdated = false;
  let isSettled = false;
  let failures = 0;
  let againTimer: ReturnType<typeof setTimeout> | undefined;
  let waiting: Heard[] = [];

  const take = (heard: Heard) => {
    if (heard.seq <= seq) return;
    if (heard.seq > seq + 1) return void read(heard);
    seq = heard.seq;
    if (heard.event) listener.onStep({ seq, event: heard.event });
  };

  /** Reads a snapshot of the answer. Events that arrive meanwhile wait in `waiting`. */
  async function read(...missed: Heard[]) {
    waiting.push(...missed);
    isOutdated = true;
    if (isReading) return;
    isReading = true;
    clearTimeout(againTimer);
    while (isOutdated && !hasLeft) {
      isOutdated = false;
      const failure = await getGeneration(id).then(apply, (error: unknown) => error);
      if (failure) return giveUp(failure);
    }
    // an event that was missed would be asked for again and again
    if (hasLeft) return;
    isReading = false;
    failures = 0;
    const queued = waiting;
    waiting = [];
    queued.forEach(take);
  }

  function apply(snapshot: Snapshot) {
    if (hasLeft || snapshot.seq < seq) return;
    if (snapshot.seq === seq && snapshot.answer.outcome === null && !isSettled) return;
    isSettled = false;
    seq = snapshot.seq;
    listener.onStep(snapshot);
  }

  function giveUp(failure: unknown) {
    isReading = false;
    waiting = [];
    if (hasLeft) return;
    const isRefused = failure instanceof ApiFailure && failure.status !== null && failure.status < 500;
    if (isRefused) return listener.onLost();
    againTimer = setTimeout(() => void read(), Math.min(longestPauseMs, shortPauseMs * 2 ** failures++));
  }

  let hasLeft = false;
  const stopListening = events.listen((received) => {
    if (received.type === "hello" || received.type === "gap") return void read();
    if (received.type === "settled") {
      isSettled = true; // words in the same log may now have other readings
      return void read();
    }
    if (received.type !== "generation" || received.id !== id) return;
    const { seq: number, event } = received;
    const heard = { seq: number, event: fits(eventShape, event) ? event : null };
    if (isReading) waiting.push(heard);
    else take(heard);
  });
  void read();
  return () => {
    hasLeft = true;
    clearTimeout(againTimer);
    stopListening();
  };
}
