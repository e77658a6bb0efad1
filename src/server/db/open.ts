import { Database } from "bun:sqlite";
import fs from "node:fs";
import { logger } from "#server/logger.ts";
import { checkOwner, markAsOwn } from "./check-owner.ts";
import { migrate } from "./migrate.ts";

/**
 * Opens the database file and brings its schema up to date. `:memory:` for tests.
 * `synchronous = NORMAL` is for the event log: a crash of the app loses nothing, and a power cut may lose the last commits. Text
 * that a person wrote is stored with `durably`.
 */
export function openDatabase(path: string, migrations?: readonly string[]): Database {
  if (path !== ":memory:" && !fs.existsSync(path)) createFile(path);
  const db = new Database(path, { create: true, strict: true });
  try {
    if (path !== ":memory:") checkOwner(db, path); // the first read of the file, before anything is written to it
    configure(db);
    migrate(db, path, migrations);
    markAsOwn(db);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** SQLite merges the write-ahead log into the file once it has this many pages (6.5 MB). A long transaction exceeds that for a moment. */
const longestLogPages = 1_600;

function configure(db: Database) {
  db.run("PRAGMA busy_timeout = 5000"); // set first, because the thread of an upgrade may still hold the file
  db.run(spaceCanBeGivenBack); // in memory, where no file was made before
  db.run("PRAGMA journal_mode = WAL");
  db.run("PRAGMA synchronous = NORMAL");
  db.run("PRAGMA foreign_keys = ON");
  db.run("PRAGMA secure_delete = ON"); // what the learner deletes is overwritten, not only unlinked
  // a checkpoint waits for the disk, so `checkpoint` runs it between answers; this is for when answers never pause
  db.run(`PRAGMA wal_autocheckpoint = ${longestLogPages}`);
  db.run(`PRAGMA journal_size_limit = ${longestLogPages * 4_096}`);
}

/** Has an effect only before anything else is written to a new file, see `reclaim.ts`. */
const spaceCanBeGivenBack = "PRAGMA auto_vacuum = INCREMENTAL";

/**
 * Makes a new database under another name and moves it into place, so that an interrupted first start leaves no empty file behind. No other
 * process knows the file before it has its name, so it is flushed to disk only once, when it is complete.
 */
function createFile(path: string) {
  const half = `${path}.new`;
  const drop = () => ["", "-wal", "-shm", "-journal"].forEach((end) => fs.rmSync(half + end, { force: true }));
  drop();
  try {
    writeSchema(half);
    const file = fs.openSync(half, "r+");
    try {
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
  } catch (error) {
    drop();
    throw error;
  }
  fs.renameSync(half, path);
}

function writeSchema(path: string) {
  using db = new Database(path, { create: true, strict: true });
  db.run("PRAGMA synchronous = OFF");
  db.run(spaceCanBeGivenBack);
  db.run("PRAGMA journal_mode = WAL"); // closing merges the log into the file
  migrate(db, path);
  markAsOwn(db);
}

/**
 * Opens the database when nothing can be written: on a full or read-only disk, or without permission. Tries each
 * way in turn. Without a database file the result is an empty one in memory. Writing fails with SQLITE_FULL or SQLITE_READONLY.
 */
export function openWithoutWriting(path: string): Database {
  if (!fs.existsSync(path)) {
    const db = openDatabase(":memory:");
    refuseWrites(db, true);
    return db;
  }
  let failure: unknown;
  for (const open of [openAlone, openReadOnly, openImmutable]) {
    try {
      return checked(open(path), path);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

function checked(db: Database, path: string): Database {
  try {
    checkOwner(db, path);
    migrate(db, path); // an older schema needs to be written
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Keeps the index of the write-ahead log in memory instead of in a file of 32 KB, for which a full disk has no room. */
function openAlone(path: string): Database {
  const db = new Database(path, { create: true, strict: true });
  db.run("PRAGMA locking_mode = EXCLUSIVE");
  db.run("PRAGMA foreign_keys = ON");
  return db;
}

/** Works when a killed process left the write-ahead log and its index behind. */
const openReadOnly = (path: string): Database => new Database(path, { readonly: true, strict: true });

/** SQLITE_OPEN_READONLY and SQLITE_OPEN_URI, https://www.sqlite.org/c3ref/c_open_autoproxy.html */
const readOnlyUri = 0x1 | 0x40;

/** Reads the file alone, so it must not be used beside a write-ahead log. */
function openImmutable(path: string): Database {
  const log = fs.statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (log > 0) throw new Error("The write-ahead log cannot be read.");
  return new Database(`file:${encodeURI(path).replaceAll("?", "%3f").replaceAll("#", "%23")}?immutable=1`, readOnlyUri);
}

/** Opens a file that nobody writes to, such as a backup, to read what is in it. */
export const openCopy = (path: string): Database => new Database(path, { readonly: true, strict: true });

/** While it is on, each write fails with SQLITE_READONLY. */
export function refuseWrites(db: Database, isOn: boolean) {
  db.run(`PRAGMA query_only = ${isOn ? "ON" : "OFF"}`);
}

/** Runs one transaction and returns when it is on the disk. For text that a person wrote. Must not be nested. */
export function durably<T>(db: Database, write: () => T): T {
  db.run("PRAGMA synchronous = FULL"); // has no effect inside a transaction, so it comes first
  try {
    return db.transaction(write).immediate();
  } finally {
    db.run("PRAGMA synchronous = NORMAL");
  }
}

/** Merges the write-ahead log into the database file, so that the log does not grow. Waits for the disk. */
export function checkpoint(db: Database) {
  db.run("PRAGMA wal_checkpoint(PASSIVE)");
}

/** Merges the write-ahead log into the database file, so that only one file remains. */
export function closeDatabase(db: Database) {
  try {
    db.run("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (error) {
    // on a full disk the log stays beside the file, and the next start reads both: nothing is lost
    logger.error("write-ahead log not merged", { error });
  } finally {
    db.close();
  }
}
