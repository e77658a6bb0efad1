import { Database } from "bun:sqlite";
import { migrate } from "./migrate.ts";

/**
 * Opens the database file and brings its schema up to date. `:memory:` for tests.
 * `synchronous = NORMAL` is for the event log: a crash of the app loses nothing, and a power cut may lose the last commits. Text
 * that a person wrote is stored with `durably`.
 */
export function openDatabase(path: string): Database {
  const db = new Database(path, { create: true, strict: true });
  db.run("PRAGMA auto_vacuum = INCREMENTAL"); // a new file only: before anything else is written to it
  try {
    db.run("PRAGMA journal_mode = WAL"); // the first read of the file
  } catch (cause) {
    db.close();
    throw new Error(`${path} cannot be read as a database. Restore a backup, or move the file away to start empty.`, {
      cause,
    });
  }
  db.run("PRAGMA synchronous = NORMAL");
  db.run("PRAGMA foreign_keys = ON");
  db.run("PRAGMA secure_delete = ON"); // what the learner deletes is overwritten, not only unlinked
  // a checkpoint waits for the disk, so `checkpoint` runs it between answers; this is for the case that they never pause
  db.run(`PRAGMA wal_autocheckpoint = ${longestLogPages}`);
  db.run(`PRAGMA journal_size_limit = ${longestLogPages * 4_096}`);
  db.run("PRAGMA busy_timeout = 5000");
  try {
    migrate(db, path);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/** The length of the write-ahead log from which it is merged into the file: 6.5 MB. A long transaction makes it longer for a moment. */
const longestLogPages = 1_600;

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
  } finally {
    db.close(); // on a full disk the log stays beside the file, and the next start reads both
  }
}
