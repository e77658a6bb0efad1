import { Database } from "bun:sqlite";
import fs from "node:fs";
import { StorageError } from "#server/system-errors.ts";

/**
 * Writes a copy of a database that others may be using, checks it, and gives it its name only then. Never a copy of the file: the last changes
 * are in the write-ahead log. Throws if the copy is damaged, and leaves nothing behind.
 */
export function copyDatabase(path: string, copy: string) {
  const half = `${copy}.tmp`;
  const drop = () => ["", "-journal"].forEach((end) => fs.rmSync(half + end, { force: true }));
  drop(); // VACUUM INTO refuses an existing file
  try {
    using source = new Database(path, { strict: true }); // a separate connection, because VACUUM fails while a statement is open
    source.run("VACUUM INTO ?", [half]);
    using written = new Database(half, { readonly: true, strict: true });
    const damage = findDamage(written);
    if (damage !== null) throw new StorageError("damaged", `The copy of the database is damaged: ${damage}`);
    flush(half);
    fs.renameSync(half, copy);
  } catch (error) {
    drop();
    throw error;
  }
}

/** What is wrong with the structure of a database, or null. Reads all of it. */
export function findDamage(db: Database): string | null {
  const [first] = db.query<{ integrity_check: string }, []>("PRAGMA integrity_check(1)").all();
  if (first?.integrity_check !== "ok") return first?.integrity_check ?? "unknown";
  return db.query("PRAGMA foreign_key_check").get() ? "foreign keys" : null;
}

function flush(path: string) {
  const file = fs.openSync(path, "r+");
  try {
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}
