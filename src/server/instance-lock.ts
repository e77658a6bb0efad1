import { Database, SQLiteError } from "bun:sqlite";
import fs from "node:fs";
import { join } from "node:path";

export type InstanceLock = { release(): void };

/**
 * Allows one Blossom per data folder. SQLite holds the lock, and the operating system releases it however the process dies.
 * The file beside it only tells a second Blossom who holds the lock. Throws an Error that names the first one.
 */
export function lockInstance(dataDir: string): InstanceLock {
  const holder = join(dataDir, "instance.json");
  const lock = openLock(dataDir);
  try {
    lock.run("PRAGMA busy_timeout = 0");
    lock.run("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (!(error instanceof SQLiteError) || error.code !== "SQLITE_BUSY") throw unwritable(dataDir, error);
    const first = fs.existsSync(holder) ? fs.readFileSync(holder, "utf8").trim() : "another process";
    throw new Error(
      `Blossom already runs on ${dataDir}: ${first}. Use that one, or choose another folder with BLOSSOM_DIR.`,
    );
  }
  fs.writeFileSync(holder, `${JSON.stringify({ pid: process.pid, since: new Date().toISOString() })}\n`);
  return {
    release() {
      fs.rmSync(holder, { force: true });
      lock.close();
    },
  };
}

function openLock(dataDir: string): Database {
  try {
    return new Database(join(dataDir, "instance.lock"), { create: true });
  } catch (error) {
    throw unwritable(dataDir, error);
  }
}

const unwritable = (dataDir: string, cause: unknown) =>
  new Error(`The data folder ${dataDir} cannot be written. Free it, or choose another one with BLOSSOM_DIR.`, {
    cause,
  });
