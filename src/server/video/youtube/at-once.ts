/** Lets at most `most` jobs run at once; the others wait for their turn in order. */
export function createAtOnce(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(signal: AbortSignal, job: () => Promise<T>): Promise<T> => {
    if (running >= most) await turn(signal);
    else running += 1;
    try {
      signal.throwIfAborted();
      return await job();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };

  /** The job that ends hands its place over, so `running` stays as it is. */
  function turn(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      const at = waiting.indexOf(begin);
      if (at >= 0) waiting.splice(at, 1);
      reject(signal.reason);
    };
    const begin = () => {
      signal.removeEventListener("abort", leave);
      resolve();
    };
    signal.addEventListener("abort", leave, { once: true });
    waiting.push(begin);
    return promise;
  }
}
