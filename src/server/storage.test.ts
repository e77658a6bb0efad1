import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect, jest, spyOn, test } from "bun:test";
import type { StorageTrouble } from "#shared/storage.ts";
import { createStorage } from "./storage.ts";
import { storageTroubleOf } from "./system-errors.ts";

function open(startedWith: StorageTrouble | null = null) {
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-storage-"));
  fs.writeFileSync(join(dataDir, "blossom.db"), "x");
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
    [Symbol.dispose]() {
      storage.close();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
const full = Object.assign(new Error("write"), { code: "ENOSPC" });

test("remembers a full disk until a test write works again", () => {
  jest.useFakeTimers();
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
  jest.useRealTimers();
});

test("asks to open the database again when it was opened on a full disk that has space now", () => {
  jest.useFakeTimers();
  using opened = open("full");
  const { storage, calls } = opened;
  expect(storage.trouble()).toBe("full");
  const readOnly = Object.assign(new Error("attempt to write"), { code: "SQLITE_READONLY" });
  expect(storageTroubleOf(storage.note(readOnly))).toBe("full"); // the cause, not its effect
  jest.advanceTimersByTime(3_000);
  expect(calls.at(-1)).toBe("repaired");
  jest.useRealTimers();
});

test("refuses writes while the database file is gone or another one has its name", () => {
  jest.useFakeTimers();
  using opened = open();
  const { storage, calls, dataDir } = opened;
  const path = join(dataDir, "blossom.db");
  fs.renameSync(path, `${path}.away`);
  expect(storage.trouble()).toBe("missing");
  fs.writeFileSync(path, "another");
  jest.advanceTimersByTime(3_000);
  expect(storage.trouble()).toBe("missing");
  fs.renameSync(`${path}.away`, path);
  jest.advanceTimersByTime(3_000);
  expect(storage.trouble()).toBeNull();
  expect(calls).toEqual(["refuse", "change", "allow", "change"]);
  jest.useRealTimers();
});

test("allows writes again after the database file was gone and the disk was full when it came back", () => {
  jest.useFakeTimers();
  using opened = open();
  const { storage, calls, dataDir } = opened;
  const path = join(dataDir, "blossom.db");
  fs.renameSync(path, `${path}.away`);
  expect(storage.trouble()).toBe("missing");
  fs.renameSync(`${path}.away`, path);
  const sizes = Object.assign(fs.statfsSync(dataDir), { blocks: 1_000, bavail: 0 });
  using statfs = spyOn(fs, "statfsSync").mockReturnValue(sizes);
  expect(storage.trouble()).toBe("full");
  statfs.mockRestore();
  jest.advanceTimersByTime(3_000);
  expect(storage.trouble()).toBeNull();
  expect(calls).toEqual(["refuse", "change", "change", "allow", "change"]);
  jest.useRealTimers();
});

test("waits for a data folder whose state cannot be read", () => {
  jest.useFakeTimers();
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
  jest.useRealTimers();
});

test("waits when the state of the test file cannot be read", () => {
  jest.useFakeTimers();
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
  jest.useRealTimers();
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
