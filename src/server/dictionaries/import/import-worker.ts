import { parentPort, workerData } from "node:worker_threads";
import type { DictionaryProblem } from "#shared/dictionaries.ts";
import type { DictionaryInfo } from "#server/dictionaries/types.ts";
import { isUnwritable, storageTroubleOf } from "#server/system-errors.ts";
import { importFile, type ImportJob } from "./import-file.ts";
import { ImportProblem } from "./problems.ts";

export type ImportMessage =
  | { type: "progress"; fraction: number }
  | { type: "done"; info: DictionaryInfo }
  | { type: "failed"; problem: DictionaryProblem; message: string };

/** `isAborted`: its first number is 1 when the import is no longer wanted. */
export type ImportThreadData = { job: ImportJob; isAborted: Int32Array };

/** One import in a thread of its own, so that it never delays an answer. `import-thread.ts` starts it. */
const post = (message: ImportMessage) => parentPort?.postMessage(message);
try {
  // our own import-thread.ts starts this worker
  const { job, isAborted } = workerData as ImportThreadData;
  const info = importFile(job, (fraction) => {
    // between two pieces of the file, so it is closed
    if (Atomics.load(isAborted, 0) === 1) throw new Error("The import was cancelled.");
    post({ type: "progress", fraction });
  });
  post({ type: "done", info });
} catch (error) {
  post({ type: "failed", problem: toProblem(error), message: error instanceof Error ? error.message : String(error) });
}

function toProblem(error: unknown): DictionaryProblem {
  if (error instanceof ImportProblem) return error.code;
  return isUnwritable(storageTroubleOf(error)) ? "disk_full" : "internal";
}
