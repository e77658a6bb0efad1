import { logger } from "#server/logger.ts";

/**
 * Ends the process within two seconds after a signal even if the main thread is in an endless loop. Signal handlers run on that
 * thread, so without this only `kill -9` would help. Call it when the handlers are set. `file`: the script of its thread.
 */
export function guardStop(file: string): { stopping: () => void } {
  // a Web Worker in its small mode: it takes 5 MB less than one of node:worker_threads
  const worker = new Worker(file, { smol: true });
  worker.addEventListener("message", () => worker.postMessage("alive"));
  worker.addEventListener("error", ({ message }) => logger.error("stop not guarded", { reason: message }));
  return {
    /** The main thread has got the signal. From now on, it must stay responsive until the process ends. */
    stopping: () => worker.postMessage("stopping"),
  };
}
