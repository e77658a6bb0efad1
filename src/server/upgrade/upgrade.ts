import { logger } from "#server/logger.ts";

export type UpgradeJob = { path: string; migrations?: readonly string[] | undefined };

/**
 * Upgrades the database in a thread of its own. After a failure, the start itself tries again and reports the error.
 * `file`: the script of the thread.
 */
export async function upgrade(file: string, job: UpgradeJob): Promise<void> {
  const { Worker } = await import("node:worker_threads"); // not at a start without an upgrade
  const worker = new Worker(file, { workerData: job });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once("message", () => resolve());
      worker.once("error", reject);
      worker.once("exit", (code) => reject(new Error(`The upgrade ended with ${code}.`)));
    });
  } catch (error) {
    logger.error("upgrade failed", { error });
  } finally {
    await worker.terminate();
  }
}
