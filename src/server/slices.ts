/** The longest that other requests wait for one piece of work, in ms. */
export const sliceMs = 2;

/** Long work calls this between its steps: it lets other work in as soon as a slice is over, and returns whether it did. */
export function createPause(): () => Promise<boolean> {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < sliceMs) return false;
    await new Promise(setImmediate);
    begun = performance.now();
    return true;
  };
}

/** Does all steps of a long work, and lets other work in between them. When the signal aborts, throws its reason before the next step. */
export async function inSlices<T>(work: Generator<void, T>, signal?: AbortSignal): Promise<T> {
  const pause = createPause();
  for (;;) {
    signal?.throwIfAborted();
    const step = work.next();
    if (step.done) return step.value;
    await pause();
  }
}

/** Does all steps of a short work. */
export function atOnce<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
