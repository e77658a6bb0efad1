import { Worker } from "node:worker_threads";
import { logger } from "#server/logger.ts";

/**
 * Ends the process within two seconds after a signal even if the main thread is in an endless loop. Signal handlers run on that
 * thread, so without this only `kill -9` would help. Call it when the handlers are set. `file`: the script of its thread.
 */
export function guardStop(file: string): { stopping: () => void } {
  const worker = new Worker(file);
  worker.unref();
  worker.on("message", () => worker.postMessage("alive"));
  worker.on("error", (error) => logger.error("stop not guarded", { error }));
  return {
    /** The main thread has got the signal. From now on, it must stay responsive until the process ends. */
    stopping: () => worker.postMessage("stopping"),
  };
}
