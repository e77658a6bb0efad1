import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect, jest, spyOn, test } from "bun:test";
import type { StorageTrouble } from "#shared/storage.ts";
import { createStorage } from "./storage.ts";
import { storageTroubleOf } from "./system-errors.ts";

function open(startedWith: StorageTrouble | null = null) {
  jest.useFakeTimers();
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-storage-"));
  const path = join(dataDir, "blossom.db");
  fs.writeFileSync(path, "x");
  const calls: string[] = [];
  const storage = createStorage({
    dataDir,
    startedWith,
    refuseWrites: (isOn) => calls.push(isOn ? "refuse" : "allow"),
    onChange: () => calls.push("change"),
    onRepaired: () => calls.push("repaired"),
  });
  return {
    storage,
    calls,
    /** Makes every test write fail. */
    blocker: join(dataDir, ".write-test"),
    dataDir,
    path,
    moveAway: () => fs.renameSync(path, `${path}.away`),
    moveBack: () => fs.renameSync(`${path}.away`, path),
    [Symbol.dispose]() {
      storage.close();
      jest.useRealTimers();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
const full = Object.assign(new Error("write"), { code: "ENOSPC" });

test("remembers a full disk until a test write works again", () => {
  using opened = open();
  const { storage, calls, blocker } = opened;
  expect(storage.trouble()).toBeNull();
  fs.mkdirSync(blocker);
  storage.note(full);
  storage.note(full);
  expect(calls).toEqual(["change"]);
  jest.advanceTimersByTime(10_000);
  expect(storage.trouble()).toBe("full");
  fs.rmdirSync(blocker);
  jest.advanceTimersByTime(3_000);
  expect(storage.trouble()).toBeNull();
  expect(calls).toEqual(["change", "change"]);
  expect(fs.readdirSync(opened.dataDir)).toEqual(["blossom.db"]);
});

test("asks to open the database again when it was opened on a full disk that has space now", () => {
  using opened = open("full");
  const { storage, calls } = opened;
  expect(storage.trouble()).toBe("full");
  const readOnly = Object.assign(new Error("attempt to write"), { code: "SQLITE_READONLY" });
  expect(storageTroubleOf(storage.note(readOnly))).toBe("full"); // the cause, not its effect
  jest.advanceTimersByTime(3_000);
  expect(calls.at(-1)).toBe("repaired");
});

test("refuses writes while the database file is gone or another one has its name", () => {
  using opened = open();
  const { storage, calls, path } = opened;
  opened.moveAway();
  expect(storage.trouble()).toBe("missing");
  fs.writeFileSync(path, "another");
  jest.advanceTimersByTime(3_000);
  expect(storage.trouble()).toBe("missing");
  opened.moveBack();
  jest.advanceTimersByTime(3_000);
  expect(storage.trouble()).toBeNull();
  expect(calls).toEqual(["refuse", "change", "allow", "change"]);
});

test("allows writes again after the database file was gone and the disk was full when it came back", () => {
  using opened = open();
  const { storage, calls } = opened;
  opened.moveAway();
  expect(storage.trouble()).toBe("missing");
  opened.moveBack();
  const sizes = Object.assign(fs.statfsSync(opened.dataDir), { blocks: 1_000, bavail: 0 });
  using statfs = spyOn(fs, "statfsSync").mockReturnValue(sizes);
  expect(storage.trouble()).toBe("full");
  statfs.mockRestore();
  jest.advanceTimersByTime(3_000);
  expect(storage.trouble()).toBeNull();
  expect(calls).toEqual(["refuse", "change", "change", "allow", "change"]);
});

test("waits for a data folder whose state cannot be read", () => {
  using opened = open();
  const { storage, dataDir } = opened;
  storage.note(full);
  fs.renameSync(dataDir, `${dataDir}.away`);
  fs.symlinkSync(dataDir, dataDir); // a link to itself, so that `stat` fails even for root
  jest.advanceTimersByTime(3_000);
  expect(storage.trouble()).toBe("missing");
  fs.rmSync(dataDir);
  fs.renameSync(`${dataDir}.away`, dataDir);
  jest.advanceTimersByTime(3_000);
  expect(storage.trouble()).toBeNull();
});

test("waits when the state of the test file cannot be read", () => {
  using opened = open();
  const { storage } = opened;
  storage.note(full);
  const refused = Object.assign(new Error("lstat"), { code: "EACCES" });
  using lstat = spyOn(fs, "lstatSync").mockImplementation(() => {
    throw refused;
  });
  jest.advanceTimersByTime(3_000);
  lstat.mockRestore();
  jest.advanceTimersByTime(3_000);
  expect(storage.trouble()).toBeNull();
});

test.each(["SQLITE_BUSY", "SQLITE_CORRUPT", "EMFILE", "ENOENT", "ECONNREFUSED"])(
  "reports no lasting trouble for an error of one request: %s",
  (code) => {
    using opened = open();
    const error = Object.assign(new Error("x"), { code });
    expect(opened.storage.note(error)).toBe(error);
    expect(opened.storage.trouble()).toBeNull();
  },
);
