import { Database } from "bun:sqlite";
import fs from "node:fs";
import { findFreeName } from "#server/paths.ts";
import { applicationId } from "./check-owner.ts";

/**
 * Moves a database aside that an unreleased version wrote, before `0001-start.sql` had its present form. Blossom then starts with an empty one. That
 * version was never released, so there is no migration. Returns the new path, or null if there is no such database.
 */
export function moveOldDatabaseAside(path: string): string | null {
  if (!fs.existsSync(path) || !isOld(path)) return null;
  const aside = findFreeName(`${path.replace(/\.db$/, "")}-before-redesign`, ".db");
  for (const suffix of ["", "-wal", "-shm"]) {
    if (fs.existsSync(path + suffix)) fs.renameSync(path + suffix, aside + suffix);
  }
  return aside;
}

/** Whether an unreleased version wrote it. Also merges the write-ahead log into the file if it can. */
export function isOld(path: string): boolean {
  try {
    using db = new Database(path, { strict: true });
    const sql = `SELECT count(*) AS count FROM sqlite_schema WHERE name = 'generations'
      AND (SELECT application_id FROM pragma_application_id) IN (0, ${applicationId})
      AND (NOT EXISTS (SELECT 1 FROM pragma_table_info('generations') WHERE name = 'log')
        OR NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'space_to_reclaim')
        OR NOT EXISTS (SELECT 1 FROM pragma_table_info('messages') WHERE name = 'history')
        OR NOT EXISTS (SELECT 1 FROM pragma_table_info('messages') WHERE name = 'changed')
        OR NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'branches')
        OR NOT EXISTS (SELECT 1 FROM pragma_table_info('settled_readings') WHERE name = 'number')
        OR (SELECT count(*) FROM pragma_table_info('conversations') WHERE name IN ('activity', 'pinned')) < 2)`;
    if (db.query<{ count: number }, []>(sql).get()?.count !== 1) return false;
    db.run("PRAGMA wal_checkpoint(TRUNCATE)");
    return true;
  } catch {
    return false; // not a database: opening it reports the error
  }
}
