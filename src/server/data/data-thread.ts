import { AppError } from "#server/errors.ts";
import { StorageError } from "#server/system-errors.ts";
import type { DataJob, DataMessage, DataResults } from "./data-worker.ts";

/**
 * Runs a job that reads or writes much in a thread of its own, so that no answer waits for it. `file`: the script of the thread. Throws the AppError
 * of the job, or the error of the disk.
 */
export async function runDataJob<K extends DataJob["type"]>(
  file: string,
  job: Extract<DataJob, { type: K }>,
  signal: AbortSignal,
): Promise<DataResults[K]> {
  const { Worker } = await import("node:worker_threads"); // not at the start of the app
  signal.throwIfAborted();
  const ended = Promise.withResolvers<unknown>();
  const worker = new Worker(file, { workerData: job });
  worker.once("message", (message: DataMessage) => {
    if (message.type === "done") ended.resolve(message.result);
    else ended.reject(toError(message));
  });
  worker.once("error", (error) => ended.reject(error));
  worker.once("exit", () => ended.reject(new Error("The thread ended without a result.")));
  worker.unref(); // after adding listeners, because they would keep the process alive
  const abort = () => ended.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return (await ended.promise) as DataResults[K]; // our own worker answers this job
  } finally {
    signal.removeEventListener("abort", abort);
    await worker.terminate();
  }
}

function toError({ message, trouble, problem }: Extract<DataMessage, { type: "failed" }>): Error {
  if (problem) return new AppError(problem, message);
  return trouble === null ? new Error(message) : new StorageError(trouble, message);
}
