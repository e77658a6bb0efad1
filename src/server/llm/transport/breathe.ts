/** How long a loop may run before other requests get their turn. */
const turnMs = 10;

/**
 * For loops over data that a server sends as fast as we read it. `await breath.take()` when `isDue()` lets the event loop run. Only
 * work without a pause counts: a loop that waited for its data has let the event loop run already, and one more turn for each piece
 * would let a busy app fall behind its model.
 */
export function createBreath() {
  /** When the work of this turn of the event loop began. */
  let since: number | null = null;
  const begin = () => {
    since = performance.now();
    setImmediate(() => (since = null));
    return since;
  };
  return {
    isDue: () => performance.now() - (since ?? begin()) > turnMs,
    take: () => new Promise<void>((resolve) => setImmediate(resolve)),
  };
}
