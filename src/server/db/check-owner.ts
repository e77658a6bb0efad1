import type { Database } from "bun:sqlite";
import fs from "node:fs";
import { basename, dirname } from "node:path";
import { StorageError, storageTroubleOf } from "#server/system-errors.ts";

/** Marks a database file as Blossom's: the letters "Blsm". See https://www.sqlite.org/pragma.html#pragma_application_id */
export const applicationId = 0x42_6c_73_6d;

/** Reads the file for the first time. Throws if it is not a database of Blossom, so that no other file is filled or changed. */
export function checkOwner(db: Database, path: string) {
  if (fs.statSync(path).size === 0)
    throw new StorageError("damaged", `${path} is empty (0 bytes). ${restoreHint(path)}`);
  const tables = readTables(db, path);
  const id = readId(db);
  // until it was released, Blossom set no id
  const isOwn =
    id === applicationId || (id === 0 && ["conversations", "generations"].every((name) => tables.has(name)));
  if (isOwn) return;
  throw new StorageError(
    "damaged",
    `${path} is a database of another program, or an empty one. Blossom leaves it as it is. ${restoreHint(path)}`,
  );
}

export function markAsOwn(db: Database) {
  if (readId(db) !== applicationId) db.run(`PRAGMA application_id = ${applicationId}`);
}

const readId = (db: Database) =>
  db.query<{ application_id: number }, []>("PRAGMA application_id").get()?.application_id ?? 0;

function readTables(db: Database, path: string): Set<string> {
  try {
    const rows = db.query<{ name: string }, []>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    if (storageTroubleOf(error) !== "damaged") throw error;
    throw new StorageError("damaged", `${path} cannot be read as a database. ${restoreHint(path)}`, error);
  }
}

/** Names the copies that exist: those before an upgrade (`blossom.db.v1.bak`) and databases that were moved aside. */
function restoreHint(path: string): string {
  const name = basename(path);
  const base = name.replace(/\.db$/, "");
  const copies = fs
    .readdirSync(dirname(path))
    .filter(
      (file) => (file.startsWith(`${name}.`) && file.endsWith(".bak")) || /^-.+\.db$/.test(file.slice(base.length)),
    );
  const found = copies.filter((file) => file.startsWith(base)).toSorted();
  const which = found.length > 0 ? `Put a copy in its place (there is ${found.join(", ")})` : "Put a copy in its place";
  return `${which}, or move it away to start empty.`;
}
