import { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { expect, test } from "bun:test";
import { storageTroubles } from "#shared/storage.ts";
import { toApiError } from "./errors.ts";
import { describeStorageTrouble, explainStorage, storageTroubleOf } from "./system-errors.ts";

const withCode = (code: string) => Object.assign(new Error(`${code}: open '/home/me/.blossom/x'`), { code });

test.each([
  ["full", ["ENOSPC", "EDQUOT", "EFBIG", "SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"]],
  ["read_only", ["EROFS", "SQLITE_READONLY", "SQLITE_READONLY_CANTLOCK", "SQLITE_READONLY_RECOVERY"]],
  ["not_allowed", ["EACCES", "EPERM", "SQLITE_PERM", "SQLITE_READONLY_DIRECTORY", "SQLITE_AUTH"]],
  ["too_many_files", ["EMFILE", "ENFILE"]],
  ["disk_error", ["EIO", "SQLITE_IOERR", "SQLITE_IOERR_READ", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_SHORT_READ"]],
  ["in_use", ["EBUSY", "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED"]],
  ["damaged", ["SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_CORRUPT_VTAB", "SQLITE_IOERR_CORRUPTFS"]],
  ["missing", ["ENOENT", "ENOTDIR", "EISDIR", "ENAMETOOLONG", "ELOOP", "SQLITE_CANTOPEN", "SQLITE_READONLY_DBMOVED"]],
] as const)("names the trouble behind the codes of system and database: %s", (trouble, codes) => {
  for (const code of codes) {
    expect([code, storageTroubleOf(withCode(code))]).toEqual([code, trouble]);
    expect(storageTroubleOf(new Error("not stored", { cause: withCode(code) }))).toBe(trouble);
  }
});

test.each([new Error("x"), withCode("ECONNREFUSED"), withCode("EPIPE"), withCode("SQLITE_CONSTRAINT"), "ENOSPC", null])(
  "takes no other error for a trouble of the storage: %p",
  (error) => {
    expect(storageTroubleOf(error)).toBeNull();
    expect(toApiError(error).code).toBe("internal");
  },
);

test("tells the API what is wrong and what to do, without a path", () => {
  for (const code of ["ENOSPC", "EROFS", "EACCES", "EMFILE", "EIO", "EBUSY", "SQLITE_CORRUPT", "ELOOP"]) {
    const { message, reason } = toApiError(withCode(code));
    expect(message).not.toContain("/");
    expect(storageTroubles.find((each) => each === reason)).toBeDefined();
  }
  for (const trouble of storageTroubles)
    expect(describeStorageTrouble(trouble)).toMatch(/^Blossom could not .+\. .+\.$/);
});

test("tells the console the path, the code and what to do, in one line", () => {
  const explained = explainStorage(withCode("EACCES"), "/home/me/.blossom/blossom.db", "cannot be opened");
  const { message } = explained instanceof Error ? explained : new Error("no error");
  expect(message).toContain("/home/me/.blossom/blossom.db cannot be opened. Blossom has no permission (EACCES).");
  expect(message).toEndWith("or choose another folder with BLOSSOM_DIR.");
  expect(message).not.toContain("\n");
  const other = new Error("x");
  expect(explainStorage(other, "/p", "cannot be opened")).toBe(other);
});

test("recognises what SQLite reports for a database that may not grow, and for one that may not change", () => {
  const path = join(fs.mkdtempSync(join(os.tmpdir(), "blossom-errors-")), "x.db");
  using db = new Database(path, { create: true });
  db.run("CREATE TABLE t (x)");
  db.run("PRAGMA max_page_count = 2");
  const troubleOf = (run: () => unknown) => {
    try {
      return run();
    } catch (error) {
      return storageTroubleOf(error);
    }
  };
  expect(troubleOf(() => db.run("INSERT INTO t VALUES (zeroblob(100000))"))).toBe("full");
  db.run("PRAGMA query_only = ON");
  expect(troubleOf(() => db.run("INSERT INTO t VALUES (1)"))).toBe("read_only");
});
