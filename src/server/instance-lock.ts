import { Database } from "bun:sqlite";
import fs from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "#shared/parse-json.ts";
import { inodeOf } from "./paths.ts";
import { explainStorage, StorageError, storageTroubleOf } from "./system-errors.ts";

export type InstanceLock = { release(): void };

const holderSchema = z.object({ pid: z.number(), file: z.number().optional() });

/**
 * Allows one Blossom per data folder. SQLite holds the lock, and the operating system releases it however the process dies.
 * The file beside it only tells a second Blossom who holds the lock. Throws a StorageError that names the first one.
 */
export function lockInstance(dataDir: string): InstanceLock {
  const path = join(dataDir, "instance.lock");
  const holder = join(dataDir, "instance.json");
  const before = inodeOf(path);
  let lock: Database;
  try {
    lock = takeLock(path);
  } catch (error) {
    if (storageTroubleOf(error) === "in_use") throw alreadyRuns(dataDir, holder);
    if (!canChange(dataDir)) return { release() {} }; // no process can write there, so a second one does no harm
    throw explainStorage(error, path, "cannot be written");
  }
  try {
    // somebody deleted the lock file: a first Blossom may still hold the lock on the deleted one
    const isReplaced = before === null || (readHolder(holder)?.file ?? before) !== before;
    if (isReplaced && isOpenElsewhere(join(dataDir, "blossom.db"))) throw alreadyRuns(dataDir, holder);
  } catch (error) {
    lock.close();
    throw error;
  }
  tellHolder(holder, inodeOf(path));
  return {
    release() {
      drop(holder);
      lock.close();
    },
  };
}

function takeLock(path: string): Database {
  const lock = new Database(path, { create: true });
  try {
    lock.run("PRAGMA busy_timeout = 0");
    lock.run("PRAGMA journal_mode = MEMORY"); // a full disk has no room for a journal
    lock.run("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

function alreadyRuns(dataDir: string, holder: string): StorageError {
  const first = readText(holder) ?? "another process";
  return new StorageError(
    "in_use",
    `Blossom already runs on ${dataDir}: ${first}. Use that one, or choose another folder with BLOSSOM_DIR.`,
  );
}

/** In WAL mode each process that has read a database holds a shared lock on it, so no other one gets the exclusive lock. */
function isOpenElsewhere(path: string): boolean {
  if (!fs.existsSync(path) || fs.statSync(path).size === 0) return false;
  try {
    using db = new Database(path, { readwrite: true });
    db.run("PRAGMA busy_timeout = 0");
    db.run("PRAGMA locking_mode = EXCLUSIVE");
    db.run("SELECT count(*) FROM sqlite_schema");
    return false;
  } catch (error) {
    return storageTroubleOf(error) === "in_use"; // opening the database reports anything else
  }
}

function tellHolder(holder: string, file: number | null) {
  const about = { pid: process.pid, since: new Date().toISOString(), ...(file !== null && { file }) };
  try {
    drop(holder); // another user's file in our folder can be replaced, but not written
    fs.writeFileSync(holder, `${JSON.stringify(about)}\n`, { mode: 0o600, flag: "wx" });
  } catch {
    // only the message to a second Blossom needs it, and a full disk has no room for it
  }
}

function drop(holder: string) {
  try {
    fs.rmSync(holder, { force: true });
  } catch {
    // the next start replaces it
  }
}

const readHolder = (holder: string) => holderSchema.safeParse(parseJson(readText(holder) ?? "")).data;

function readText(path: string): string | null {
  try {
    return fs.readFileSync(path, "utf8").trim() || null;
  } catch {
    return null;
  }
}

function canChange(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
