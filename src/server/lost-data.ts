import fs from "node:fs";
import { join } from "node:path";
import { logger } from "./logger.ts";
import { findFreeName } from "./paths.ts";
import { explainStorage, isUnwritable, storageTroubleOf } from "./system-errors.ts";

/** The files and folders beside a database, and the words for what each holds. */
const belongings = [
  ["images", "has pictures of earlier chats"],
  ["frames", "has pictures of earlier chats"],
  ["dictionaries", "has installed dictionaries"],
  ["blossom.db-wal", "has the last changes of an earlier database"],
  ["blossom.db-shm", "is the index of these changes"],
] as const;

/**
 * Moves aside what belongs to a database that is gone. As no row of the new one refers to them, pictures and dictionaries would be
 * deleted as strays, and SQLite would write the changes of the old log into the new database.
 */
export function keepLostData(dataDir: string) {
  const path = join(dataDir, "blossom.db");
  if (fs.existsSync(path)) return;
  for (const [name, what] of belongings) {
    const lost = join(dataDir, name);
    if (isEmpty(lost)) continue;
    const kept = findFreeName(`${lost}-without-database`);
    let moved = "It stays where it is.";
    try {
      fs.renameSync(lost, kept);
      moved = `It was moved to ${kept}.`;
    } catch (error) {
      // if the disk cannot be written, the files are safe where they are
      if (!isUnwritable(storageTroubleOf(error))) throw explainStorage(error, lost, "cannot be moved aside");
    }
    logger.error(
      `${path} is missing, but ${name} ${what}. ${moved} Blossom starts with an empty database. To get everything back, stop Blossom and put blossom.db and ${name} back.`,
    );
  }
}

function isEmpty(path: string): boolean {
  if (!fs.existsSync(path)) return true;
  const stat = fs.statSync(path);
  return (stat.isDirectory() ? fs.readdirSync(path).length : stat.size) === 0;
}
