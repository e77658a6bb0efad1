import { parentPort, workerData } from "node:worker_threads";
import type { ErrorCode } from "#shared/error-codes.ts";
import type { StorageTrouble } from "#shared/storage.ts";
import { copyDatabase } from "#server/db/copy-database.ts";
import { AppError } from "#server/errors.ts";
import { storageTroubleOf } from "#server/system-errors.ts";
import { type ExportJob, type WrittenExport, writeExport } from "./write-export.ts";
import { type BackupJob, stageBackup } from "./stage-backup.ts";
import { type StageJob, type Staged, stageImport } from "./stage-import.ts";

export type DataJob =
  | { type: "copy"; database: string; copy: string }
  | ({ type: "export" } & ExportJob)
  | ({ type: "stage" } & StageJob)
  | ({ type: "restore" } & BackupJob);
export type DataResults = { copy: null; export: WrittenExport; stage: Staged; restore: null };
export type DataMessage =
  | { type: "done"; result: DataResults[DataJob["type"]] }
  | { type: "failed"; message: string; trouble: StorageTrouble | null; problem?: ErrorCode };

const post = (message: DataMessage) => parentPort?.postMessage(message);
try {
  post({ type: "done", result: run(workerData as DataJob) }); // our own data-thread.ts starts this worker
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const trouble = storageTroubleOf(error);
  post({ type: "failed", message, trouble, ...(error instanceof AppError && { problem: error.code }) });
}

function run(job: DataJob): DataResults[DataJob["type"]] {
  if (job.type === "export") return writeExport(job);
  if (job.type === "stage") return stageImport(job);
  if (job.type === "restore") stageBackup(job);
  else copyDatabase(job.database, job.copy);
  return null;
}
