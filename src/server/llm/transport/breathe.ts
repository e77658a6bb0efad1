/** How long a loop may work before other requests get their turn. */
const turnMs = 10;

/** For loops over data that a server sends as fast as we read it. `await breath.take()` when `isDue()` lets the event loop run. */
export function createBreath() {
  let since = performance.now();
  return {
    isDue: () => performance.now() - since > turnMs,
    async take(): Promise<void> {
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    },
  };
}
