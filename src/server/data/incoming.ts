import type { Database } from "bun:sqlite";
import fs from "node:fs";
import { join } from "node:path";
import { carryOver } from "#server/db/carry-over.ts";
import { databaseName, incomingFolder } from "./names.ts";

/** The folder of files that will replace the learner's data, relative to the data folder. */
export const newFiles = join(incomingFolder, "new");

/** Deletes them. */
export const dropIncoming = (dataDir: string) =>
  fs.rmSync(join(dataDir, incomingFolder), { recursive: true, force: true });

/** Makes such files, and leaves nothing of them behind if that fails: they may be what filled the disk. */
export async function prepareIncoming(
  db: Database,
  dataDir: string,
  make: (folder: string) => void | Promise<void>,
): Promise<void> {
  dropIncoming(dataDir);
  const folder = join(dataDir, newFiles);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    await make(folder);
    carryOver(db, join(folder, databaseName));
  } catch (error) {
    dropIncoming(dataDir);
    throw error;
  }
}
