/**
 * Turns the events that `run` pushes into a generator that returns the result of `run`. The text and the events of a request come
 * from an iterable and a callback; one queue keeps their order. The signal of `run` fires when the reader leaves early.
 */
export async function* queueEvents<Event, Result>(
  run: (push: (event: Event) => void, signal: AbortSignal) => Promise<Result>,
): AsyncGenerator<Event, Result> {
  const left = new AbortController();
  let events: Event[] = [];
  let isOver = false;
  let wake = () => {};
  const push = (event: Event) => {
    events.push(event);
    wake();
  };
  const over = () => {
    isOver = true;
    wake();
  };
  const result = run(push, left.signal);
  result.then(over, over);
  try {
    for (;;) {
      while (events.length > 0) {
        const batch = events;
        events = [];
        for (const event of batch) yield event;
      }
      if (isOver) return await result;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    left.abort();
  }
}
