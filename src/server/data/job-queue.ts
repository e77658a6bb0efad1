/** One job at a time. Jobs that wait end when the signal aborts. */
export function createJobQueue(closing: AbortSignal) {
  let last: Promise<unknown> = Promise.resolve();
  /** Requests whose job has not begun. */
  let queued = 0;
  const closed = new Promise<void>((resolve) => closing.addEventListener("abort", () => resolve(), { once: true }));

  /** The job that runs may be the one that replaces this core, and closing waits for all jobs: so those that wait end when it closes. */
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const next = Promise.race([last, closed]).then(() => {
      closing.throwIfAborted();
      return job();
    });
    last = Promise.allSettled([last, next]); // an error is for the caller of its own job
    return next;
  };
  return {
    inTurn,
    /** The same for a request. */
    inTurnOfRequests: <T>(job: () => Promise<T>): Promise<T> => {
      queued += 1;
      return inTurn(() => {
        queued -= 1;
        return job();
      });
    },
    /** How many requests wait. */
    countQueued: () => queued,
    /** Waits for the jobs that were added so far. */
    settled: async (): Promise<void> => void (await last),
  };
}
