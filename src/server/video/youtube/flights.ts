/** Several callers share one running job. It is aborted when the last of them gives up. */
export function createFlights<T>() {
  type Flight = { job: Promise<T>; end: AbortController; waiting: number };
  const flights = new Map<string, Flight>();
  return async (key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    const flight = flights.get(key) ?? take(key, start);
    flight.waiting += 1;
    const { promise: gaveUp, reject } = Promise.withResolvers<never>();
    const leave = () => reject(signal.reason);
    signal.addEventListener("abort", leave, { once: true });
    try {
      return await Promise.race([flight.job, gaveUp]);
    } finally {
      signal.removeEventListener("abort", leave);
      flight.waiting -= 1;
      if (flight.waiting === 0) {
        if (flights.get(key) === flight) flights.delete(key);
        flight.end.abort();
      }
    }
  };

  function take(key: string, start: (signal: AbortSignal) => Promise<T>): Flight {
    const end = new AbortController();
    const flight: Flight = { job: start(end.signal), end, waiting: 0 };
    flight.job.catch(() => {}); // it may fail when nobody waits any longer
    flights.set(key, flight);
    return flight;
  }
}
