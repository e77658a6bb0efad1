import fs from "node:fs";
import { join } from "node:path";
import type { StorageTrouble } from "#shared/storage.ts";
import { inodeOf } from "./paths.ts";
import { StorageError, storageTroubleOf } from "./system-errors.ts";

/** Knows whether Blossom can save. */
export type Storage = {
  /** The trouble that keeps Blossom from saving, or null. Finds out without writing. */
  trouble(): StorageTrouble | null;
  /** Remembers an error of the disk until writing works again. Returns the error to report: the cause, if that is known better. */
  note(error: unknown): unknown;
  close(): void;
};

type Options = {
  dataDir: string;
  /** Makes each write to the database fail. */
  refuseWrites: (isOn: boolean) => void;
  /** The database was opened with this trouble and cannot be written until it is opened again. */
  startedWith: StorageTrouble | null;
  /** Called when a trouble begins or ends. */
  onChange: () => void;
  /** Called when a database that was opened with a trouble could be written again. */
  onRepaired: () => void;
};

/** Troubles that last until somebody repairs them. Any other concerns a single request. */
const lasting = new Set<StorageTrouble>(["full", "read_only", "not_allowed", "disk_error", "missing"]);
/** With less free space, the next picture or answer may not fit. */
const leastFreeBytes = 1_000_000;
const testBytes = 256 * 1024;
const retryMs = 2_000;

export function createStorage({ dataDir, refuseWrites, startedWith, onChange, onRepaired }: Options): Storage {
  const path = join(dataDir, "blossom.db");
  const opened = startedWith === null ? inodeOf(path) : null;
  let noted: StorageTrouble | null = null;
  /** The file is missing or was replaced. Stays true if another trouble follows. */
  let isRefusing = false;
  let timer: Timer | undefined;
  if (startedWith !== null) begin(startedWith);

  function begin(trouble: StorageTrouble) {
    if (noted === trouble) return;
    noted = trouble;
    if (trouble === "missing" && !isRefusing) {
      isRefusing = true;
      refuseWrites(true); // what is written to a deleted file is lost
    }
    timer ??= setInterval(tryAgain, retryMs).unref();
    onChange();
  }

  function tryAgain() {
    if (look() !== null || !canWrite(dataDir)) return;
    clearInterval(timer);
    timer = undefined;
    if (startedWith !== null) return onRepaired();
    if (isRefusing) refuseWrites(false);
    isRefusing = false;
    noted = null;
    onChange();
  }

  /** Finds a trouble without writing. Never throws, because a timer calls it. */
  function look(): StorageTrouble | null {
    try {
      if (opened !== null && inodeOf(path) !== opened) return "missing";
      for (const each of [dataDir, path]) if (fs.existsSync(each)) fs.accessSync(each, fs.constants.W_OK);
      const { bavail, bsize, blocks } = fs.statfsSync(dataDir);
      return blocks > 0 && bavail * bsize < leastFreeBytes ? "full" : null; // some network disks report no sizes
    } catch (error) {
      return storageTroubleOf(error);
    }
  }

  return {
    trouble() {
      const seen = look();
      if (seen !== null && startedWith === null) begin(seen);
      return noted;
    },
    note(error) {
      const trouble = storageTroubleOf(error);
      if (trouble === null) return error;
      // SQLITE_READONLY is only the effect of an earlier trouble
      const cause = trouble === "read_only" ? (noted ?? trouble) : trouble;
      if (lasting.has(cause) && cause !== "missing") begin(noted ?? cause);
      return cause === trouble ? error : new StorageError(cause, "The database cannot be written.", error);
    },
    close: () => clearInterval(timer),
  };
}

function canWrite(dataDir: string): boolean {
  const path = join(dataDir, ".write-test");
  try {
    fs.rmSync(path, { force: true });
    fs.writeFileSync(path, new Uint8Array(testBytes), { flush: true, flag: "wx" });
    return true;
  } catch {
    return false;
  } finally {
    try {
      if (fs.lstatSync(path, { throwIfNoEntry: false })?.isFile()) fs.rmSync(path, { force: true });
    } catch {} // the next test deletes it
  }
}
