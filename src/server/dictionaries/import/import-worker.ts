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

/** One import in a thread of its own, so that it never delays an answer. `import-thread.ts` starts it. */
const post = (message: ImportMessage) => parentPort?.postMessage(message);
try {
  // our own import-thread.ts starts this worker
  const info = importFile(workerData as ImportJob, (fraction) => post({ type: "progress", fraction }));
  post({ type: "done", info });
} catch (error) {
  post({ type: "failed", problem: toProblem(error), message: error instanceof Error ? error.message : String(error) });
}

function toProblem(error: unknown): DictionaryProblem {
  if (error instanceof ImportProblem) return error.code;
  return isUnwritable(storageTroubleOf(error)) ? "disk_full" : "internal";
}
