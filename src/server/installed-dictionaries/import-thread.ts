import fs from "node:fs";
import type { DictionaryProblem } from "#shared/dictionaries.ts";
import type { ImportMessage, ImportThreadData } from "#server/dictionaries/import/import-worker.ts";
import type { ImportJob } from "#server/dictionaries/import/import-file.ts";
import type { DictionaryInfo } from "#server/dictionaries/types.ts";

/** A job that ended without a dictionary. The message is for reports. */
export class JobProblem extends Error {
  readonly code: DictionaryProblem;
  constructor(code: DictionaryProblem, message: string) {
    super(message);
    this.name = "JobProblem";
    this.code = code;
  }
}

/** So long a thread may take until it has read a piece of the file, in milliseconds. */
const longestPieceMs = 2_000;

/**
 * Imports a file in a thread of its own. Throws JobProblem. After an abort, the thread ends when it has read a piece of the file: one that is ended
 * while it reads never closes the file, and a deleted file keeps its space on the disk while it is open. Then nothing is left behind.
 */
export async function importInThread(
  workerFile: string,
  job: ImportJob,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<DictionaryInfo> {
  const { Worker } = await import("node:worker_threads"); // not at the start of the app
  signal.throwIfAborted();
  const done = Promise.withResolvers<DictionaryInfo>();
  const isAborted = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(workerFile, { workerData: { job, isAborted } satisfies ImportThreadData });
  const ended = Promise.withResolvers<void>();
  worker.on("message", (message: ImportMessage) => {
    if (message.type === "progress") onProgress(message.fraction);
    else if (message.type === "done") done.resolve(message.info);
    else done.reject(new JobProblem(message.problem, message.message));
  });
  worker.on("error", (error) => done.reject(new JobProblem("internal", String(error))));
  worker.on("exit", () => {
    ended.resolve();
    done.reject(new JobProblem("internal", "the import ended without a result"));
  });
  worker.unref(); // after adding listeners, because they would keep the process alive
  const abort = () => {
    Atomics.store(isAborted, 0, 1);
    done.reject(signal.reason);
  };
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await done.promise;
  } finally {
    signal.removeEventListener("abort", abort);
    if (signal.aborted) {
      const timer = setTimeout(ended.resolve, longestPieceMs);
      await ended.promise;
      clearTimeout(timer);
    }
    await worker.terminate();
    fs.rmSync(`${job.target}.new`, { force: true });
  }
}
