import { Database } from "bun:sqlite";
import { migrate } from "./migrate.ts";

/**
 * Opens the database file and brings its schema up to date. `:memory:` for tests.
 * `NORMAL` is for the event log: an app crash loses nothing, a power cut may lose the last commits. See `durably`.
 */
export function openDatabase(path: string): Database {
  const db = new Database(path, { create: true, strict: true });
  try {
    db.run("PRAGMA journal_mode = WAL"); // the first read of the file
  } catch (cause) {
    db.close();
    throw new Error(`${path} cannot be read as a database. Put a backup in its place, or move it away to start anew.`, {
      cause,
    });
  }
  db.run("PRAGMA synchronous = NORMAL");
  db.run("PRAGMA foreign_keys = ON");
  // a checkpoint waits for the disk, 20 ms in the middle of an answer: it is left for a quiet moment, see `checkpoint`
  db.run("PRAGMA wal_autocheckpoint = 16000"); // pages: 64 MB, should no quiet moment come
  db.run("PRAGMA busy_timeout = 5000");
  try {
    migrate(db, path);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** One transaction that is on the disk when this returns: for what a person wrote. Not to be nested. */
export function durably<T>(db: Database, write: () => T): T {
  db.run("PRAGMA synchronous = FULL"); // has no effect inside a transaction, so it stands before
  try {
    return db.transaction(write).immediate();
  } finally {
    db.run("PRAGMA synchronous = NORMAL");
  }
}

/** Brings the write-ahead log into the database file, so that it does not grow. Waits for the disk. */
export function checkpoint(db: Database) {
  db.run("PRAGMA wal_checkpoint(PASSIVE)");
}

/** Folds the write-ahead log into the file, so that what stays behind is one file. */
export function closeDatabase(db: Database) {
  try {
    db.run("PRAGMA wal_checkpoint(TRUNCATE)");
  } finally {
    db.close(); // on a full disk the log stays beside the file, and the next start reads both
  }
}
