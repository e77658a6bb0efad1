import { Database } from "bun:sqlite";
import { FileProblem } from "./file-problem.ts";

/** 11: Anki 2.1 before 2.1.28, and exports for older versions; 14 to 18: later ones. */
const schemas = [11, 14, 15, 16, 17, 18];

/**
 * Opens a foreign database for reading. It could contain triggers and views, which run code of whoever made the file: Anki's own have none,
 * so such a file is refused.
 */
export function openCollection(path: string): Database {
  let db: Database | null = null;
  try {
    db = new Database(path, { readonly: true });
    db.run("PRAGMA trusted_schema = OFF");
    db.run("PRAGMA cell_size_check = ON");
    db.run("PRAGMA mmap_size = 0");
    check(db);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof FileProblem) throw error;
    throw new FileProblem("damaged", `the collection cannot be read: ${String(error)}`);
  }
}

function check(db: Database) {
  const objects = db
    .query<{ type: string; name: string; sql: string | null }, []>("SELECT type, name, sql FROM sqlite_master")
    .all();
  const odd = objects.find(
    ({ type, sql }) => (type !== "table" && type !== "index") || /^\s*create\s+virtual/i.test(sql ?? ""),
  );
  if (odd) throw new FileProblem("unsafe", `the collection has a ${odd.type} ${JSON.stringify(odd.name)}`);
  const tables = new Set(objects.filter(({ type }) => type === "table").map(({ name }) => name));
  for (const needed of ["col", "notes", "cards"])
    if (!tables.has(needed)) throw new FileProblem("unknown_format", `the collection has no table ${needed}`);
  // only these: the order of the others may be wrong, see prepare-collection.ts
  for (const table of ["notes", "cards"]) {
    const result = db.query<{ integrity_check: string }, []>(`PRAGMA integrity_check(${table})`).get();
    if (result?.integrity_check !== "ok") throw new FileProblem("damaged", `${table}: ${result?.integrity_check}`);
  }
  const version = db.query<{ ver: unknown }, []>("SELECT ver FROM col").get()?.ver;
  if (typeof version !== "number" || !schemas.includes(version))
    throw new FileProblem("unsupported_version", `schema ${String(version)} of a collection`);
}
