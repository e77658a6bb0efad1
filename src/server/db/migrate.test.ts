import { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { migrate, needsUpgrade, NewerSchemaError } from "./migrate.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-migrate-"));
  path = join(folder, "blossom.db");
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const first = "CREATE TABLE a (x TEXT) STRICT;";
const second = "ALTER TABLE a ADD COLUMN y TEXT;";
const version = (db: Database) => db.query<{ user_version: number }, []>("PRAGMA user_version").get()?.user_version;

test("backs up the old data before an upgrade, but not a new database (F48)", () => {
  using db = new Database(path, { create: true, strict: true });
  migrate(db, path, [first]);
  expect(fs.readdirSync(folder)).toEqual(["blossom.db"]);
  db.run("INSERT INTO a VALUES ('kept')");
  migrate(db, path, [first, second]);
  expect(version(db)).toBe(2);
  expect(db.query("SELECT * FROM a").all()).toEqual([{ x: "kept", y: null }]);
  using backup = new Database(`${path}.v1.bak`, { readonly: true });
  expect(backup.query("SELECT * FROM a").all()).toEqual([{ x: "kept" }]);
});

test("rolls back a failed migration completely and throws (F48)", () => {
  using db = new Database(path, { create: true, strict: true });
  migrate(db, path, [first]);
  expect(() => migrate(db, path, [first, "CREATE TABLE b (x TEXT) STRICT; SELECT * FROM nowhere;"])).toThrow("nowhere");
  expect(version(db)).toBe(1);
  expect(db.query("SELECT name FROM sqlite_schema WHERE name = 'b'").get()).toBeNull();
});

test("sees from the header whether an upgrade is needed", () => {
  expect(needsUpgrade(path, [first, second])).toBe(false); // no file
  fs.writeFileSync(path, "x".repeat(5_000));
  expect(needsUpgrade(path, [first, second])).toBe(false);
  fs.writeFileSync(path, "");
  expect(needsUpgrade(path, [first, second])).toBe(false);
  fs.rmSync(path);
  const db = new Database(path, { create: true, strict: true });
  db.run("PRAGMA journal_mode = WAL");
  migrate(db, path, [first]);
  db.run("PRAGMA wal_checkpoint(TRUNCATE)");
  expect(needsUpgrade(path, [first])).toBe(false);
  expect(needsUpgrade(path, [first, second])).toBe(true);
  migrate(db, path, [first, second]);
  db.close();
  expect(needsUpgrade(path, [first, second])).toBe(false);
});

test("leaves a database of a newer version unchanged (F48)", () => {
  using db = new Database(path, { create: true, strict: true });
  db.run("PRAGMA user_version = 99");
  expect(() => migrate(db, path)).toThrow(NewerSchemaError);
  expect(() => migrate(db, path)).toThrow(/schema 99.*schema 1/);
  expect(version(db)).toBe(99);
});
