import { Database } from "bun:sqlite";
import { AppError } from "#server/errors.ts";
import { applicationId } from "./check-owner.ts";
import { findDamage } from "./copy-database.ts";
import { stepsTo } from "./migrate.ts";
import { openDatabase } from "./open.ts";

/**
 * Checks a database that comes from elsewhere. A file of SQLite can carry triggers and views that run when it is used, so its schema must
 * be exactly that of its version. An older one is upgraded when it is opened. Throws `not_an_export`, `damaged_export` or `newer_export`.
 */
export function checkImported(path: string) {
  using db = open(path);
  db.run("PRAGMA trusted_schema = OFF");
  if (readNumber(db, "application_id") !== applicationId)
    throw new AppError("not_an_export", "Its database is another program's.");
  const version = readNumber(db, "user_version");
  const steps = stepsTo(version);
  if (!steps) throw new AppError("newer_export", `Its database has schema ${version}.`);
  using fresh = openDatabase(":memory:", steps);
  if (readSchema(db) !== readSchema(fresh)) throw damaged("Its tables are not those of its version.");
  const damage = findDamage(db);
  if (damage !== null) throw damaged(damage);
  // their types are sent to the browser as they are
  const unknown = `SELECT 1 FROM images WHERE media_type <> 'image/jpeg'
    UNION ALL SELECT 1 FROM moments WHERE sound_type NOT GLOB ${audio} UNION ALL SELECT 1 FROM word_contexts WHERE sound_type NOT GLOB ${audio}`;
  if (db.query(unknown).get()) throw damaged("It has files of another type.");
}

const audio = "'audio/[a-z0-9]*'";

const damaged = (what: string) => new AppError("damaged_export", what);

/** Reads the first page, which throws if the file is no database. */
function open(path: string): Database {
  const db = new Database(path, { readonly: true, strict: true });
  try {
    readNumber(db, "user_version");
    return db;
  } catch (error) {
    db.close();
    throw damaged(String(error));
  }
}

const readNumber = (db: Database, name: "application_id" | "user_version"): number => {
  const row = db.query<{ value: number }, []>(`SELECT ${name} AS value FROM pragma_${name}`).get();
  return row?.value ?? 0;
};

/** What a database is made of, as SQL. Only the indexes that SQLite makes by itself have none: a name that begins like SQLite's own proves nothing. */
function readSchema(db: Database): string {
  const sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name";
  return JSON.stringify(db.query(sql).all());
}
