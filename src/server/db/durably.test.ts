import { expect, test } from "bun:test";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { durably, openDatabase } from "./open.ts";

/** 1: normal, 2: full. */
const synchronous = "SELECT synchronous AS level FROM pragma_synchronous";

test("waits for the disk while it stores what a person wrote, and only then (F42)", () => {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-durably-"));
  using db = openDatabase(join(folder, "blossom.db"));
  const level = () => db.query<{ level: number }, []>(synchronous).get()?.level;
  expect([level(), durably(db, level), level()]).toEqual([1, 2, 1]);
  const fail = () =>
    durably(db, () => {
      throw new Error("refused");
    });
  expect(fail).toThrow("refused");
  expect(level()).toBe(1);
  fs.rmSync(folder, { recursive: true });
});
