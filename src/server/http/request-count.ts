/** Counts the requests that are being answered. A stream counts until it begins. */
export function createRequestCount() {
  let running = 0;
  const waiting = new Set<() => void>();

  return {
    async count(answer: Response | Promise<Response>): Promise<Response> {
      running += 1;
      try {
        return await answer;
      } finally {
        running -= 1;
        for (const look of waiting) look();
      }
    },
    /** Waits until no more than `most` are running, and at most this long. */
    async fallTo(most: number, limitMs: number): Promise<void> {
      const fallen = Promise.withResolvers<void>();
      const look = () => running <= most && fallen.resolve();
      const limit = setTimeout(fallen.resolve, limitMs);
      waiting.add(look);
      look();
      await fallen.promise;
      waiting.delete(look);
      clearTimeout(limit);
    },
  };
}
