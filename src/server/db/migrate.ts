import type { Database } from "bun:sqlite";
import fs from "node:fs";
import { logger } from "#server/logger.ts";
import { copyDatabase } from "./copy-database.ts";
import start from "./migrations/0001-start.sql" with { type: "text" };

/** `migrations[n]` upgrades the schema from version n to n + 1. A released migration is never edited. */
const migrations: readonly string[] = [start];

/** The steps to an earlier schema. Undefined if this version does not know it. */
export const stepsTo = (version: number): readonly string[] | undefined =>
  version > 0 && version <= migrations.length ? migrations.slice(0, version) : undefined;

/** How long a copy from before an upgrade is kept. It still has what is deleted after it, and the bin cannot reach into it. */
export const backupDays = 30;
/** Whether this is our name for such a copy. */
export const isBackup = (name: string): boolean => /^blossom\.db\.v\d+\.bak$/.test(name);

/** The database was written by a newer version, which this one could damage. */
export class NewerSchemaError extends Error {}

/**
 * Runs the missing migrations, each in its own transaction. Before the first one, a database with data is copied to a file beside
 * it (`blossom.db.v1.bak`), and the copy is checked.
 */
export function migrate(db: Database, path: string, steps: readonly string[] = migrations) {
  const version = schemaVersion(db);
  if (version > steps.length) {
    throw new NewerSchemaError(
      `This data was written by a newer Blossom (schema ${version}); this one knows schema ${steps.length}. Update Blossom, or choose another folder with BLOSSOM_DIR.`,
    );
  }
  if (version === steps.length) return;
  if (version > 0) {
    logger.info(
      `Your data is being upgraded from schema ${version} to ${steps.length}. A copy is kept for ${backupDays} days in ${path}.v${version}.bak. It still contains everything you delete later; delete the copy if you do not want that.`,
    );
    copyDatabase(path, `${path}.v${version}.bak`);
  }
  for (const [offset, step] of steps.slice(version).entries()) {
    db.transaction(() => {
      db.run(step);
      db.run(`PRAGMA user_version = ${version + offset + 1}`);
    }).exclusive();
  }
  if (version > 0) logger.info("The upgrade is finished.");
}

/**
 * Whether the file needs an upgrade. Reads only the header, so that it does not delay an ordinary start. The write-ahead log may already have a
 * newer version than the header; then the upgrade finds nothing to do. https://www.sqlite.org/fileformat.html#the_database_header
 */
export function needsUpgrade(path: string, steps: readonly string[] = migrations): boolean {
  const header = Buffer.alloc(64);
  try {
    const file = fs.openSync(path, "r");
    try {
      if (fs.readSync(file, header, 0, header.length, 0) < header.length) return false;
    } finally {
      fs.closeSync(file);
    }
  } catch {
    return false; // no file, or one that cannot be read: opening it says why
  }
  const version = header.toString("latin1", 0, 15) === "SQLite format 3" ? header.readUInt32BE(60) : 0;
  return version > 0 && version < steps.length;
}

function schemaVersion(db: Database): number {
  return db.query<{ user_version: number }, []>("PRAGMA user_version").get()?.user_version ?? 0;
}
