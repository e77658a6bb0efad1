import type { GenerationEvent } from "#shared/generation.ts";
import { addEvent } from "#server/generations/add-event.ts";

/**
 * Turns the events that `run` pushes into a generator that returns the result of `run`. The text and the events of a request come
 * from an iterable and a callback; one queue keeps their order. The first event of a turn of the event loop is passed on at once, and
 * everything that follows in that turn together, so the text of a fast model does not pass token by token. The signal of `run` fires when the reader
 * leaves early.
 */
export async function* queueEvents<Result>(
  run: (push: (event: GenerationEvent) => void, signal: AbortSignal) => Promise<Result>,
): AsyncGenerator<GenerationEvent, Result> {
  const left = new AbortController();
  let events: GenerationEvent[] = [];
  let isOver = false;
  let isInTurn = false;
  let turn = Promise.withResolvers<void>();
  const push = (event: GenerationEvent) => {
    addEvent(events, event);
    if (isInTurn) return;
    isInTurn = true;
    turn.resolve(); // the first event of a turn does not wait
    setImmediate(() => {
      isInTurn = false;
      if (events.length > 0) turn.resolve();
    });
  };
  const over = () => {
    isOver = true;
    turn.resolve();
  };
  const result = run(push, left.signal);
  result.then(over, over);
  try {
    for (;;) {
      await turn.promise;
      turn = Promise.withResolvers();
      const batch = events;
      events = [];
      for (const event of batch) yield event;
      if (isOver && events.length === 0) return await result;
    }
  } finally {
    left.abort();
  }
}
