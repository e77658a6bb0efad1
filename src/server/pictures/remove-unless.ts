import fs from "node:fs";
import { logger } from "#server/logger.ts";

/**
 * Deletes a file unless a row needs it, in one step of the event loop: `keepFile` can store the same file with a new row at any time. A file that
 * cannot be deleted is tried again by the next sweep.
 */
export function removeUnless(isNeeded: (id: string) => boolean, id: string, path: string) {
  try {
    if (!isNeeded(id)) fs.rmSync(path, { force: true });
  } catch (error) {
    logger.error("file not deleted", { path, error });
  }
}
