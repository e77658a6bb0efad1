import { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { openApp } from "#test/open-app.ts";
import oldSchema from "#test/old-schema.sql" with { type: "text" };
import { moveOldDatabaseAside } from "./old-database.ts";
import { closeDatabase, openDatabase } from "./open.ts";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-old-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** A database of the previous version that was not closed: its last writes are in the write-ahead log. */
function writeOld(): Database {
  const old = new Database(join(folder, "blossom.db"), { create: true, strict: true });
  old.run("PRAGMA journal_mode = WAL");
  old.run(oldSchema);
  old.run("PRAGMA user_version = 2");
  old.run("INSERT INTO conversations VALUES ('c', '猫', 'learner', 'ja', 1, 1, NULL)");
  return old;
}

test("moves a database of the previous version aside, with all its data, and starts with an empty one", async () => {
  const old = writeOld();
  // the state after kill -9: the write-ahead log still exists
  for (const file of ["blossom.db", "blossom.db-wal"])
    fs.copyFileSync(join(folder, file), join(folder, `${file}.copy`));
  old.close();
  for (const file of ["blossom.db", "blossom.db-wal"]) fs.renameSync(join(folder, `${file}.copy`), join(folder, file));

  {
    await using app = await openApp({ dataDir: folder });
    expect(await app.json<object>("GET", "/api/conversations")).toEqual({ conversations: [], total: 0, next: null });
    const { conversationId } = await app.send("猫が好きです。");
    expect((await app.conversation(conversationId!)).messages).toHaveLength(2);
  }
  using kept = new Database(join(folder, "blossom-before-redesign.db"), { readonly: true });
  expect(kept.query("SELECT title FROM conversations").all()).toEqual([{ title: "猫" }]);

  await using again = await openApp({ dataDir: folder });
  const { conversations } = await again.json<{ conversations: object[] }>("GET", "/api/conversations");
  expect(conversations).toHaveLength(1);
});

test.each([
  ["conversations are ordered by the clock", "conversations RENAME COLUMN activity TO other"],
  ["messages do not say when they changed", "messages RENAME COLUMN changed TO other"],
  ["conversations cannot be pinned", "conversations RENAME COLUMN pinned TO other"],
  ["settled readings have no order", "settled_readings RENAME COLUMN number TO other"],
  ["messages have no history for the model", "messages RENAME COLUMN history TO told"],
])("moves a database aside whose %s", (_, change) => {
  const path = join(folder, "blossom.db");
  closeDatabase(openDatabase(path));
  const before = new Database(path, { strict: true });
  before.run(`ALTER TABLE ${change}`);
  before.close();
  expect(moveOldDatabaseAside(path)).toBe(join(folder, "blossom-before-redesign.db"));
});

test("moves a database aside whose answers have no packed log", () => {
  const path = join(folder, "blossom.db");
  const old = openDatabase(path);
  old.run("INSERT INTO conversations (id, language, activity, created_at, updated_at) VALUES ('c', 'ja', 1, 1, 1)");
  closeDatabase(old);
  expect(moveOldDatabaseAside(path)).toBeNull();

  const before = new Database(path, { strict: true });
  before.run("ALTER TABLE generations DROP COLUMN log");
  before.close();
  expect(moveOldDatabaseAside(path)).toBe(join(folder, "blossom-before-redesign.db"));
  using kept = new Database(join(folder, "blossom-before-redesign.db"), { readonly: true });
  expect(kept.query("SELECT id FROM conversations").all()).toEqual([{ id: "c" }]);
});

test("keeps a database that was moved aside earlier", () => {
  writeOld().close();
  expect(moveOldDatabaseAside(join(folder, "blossom.db"))).toBe(join(folder, "blossom-before-redesign.db"));
  writeOld().close();
  expect(moveOldDatabaseAside(join(folder, "blossom.db"))).toBe(join(folder, "blossom-before-redesign-2.db"));
  expect(fs.readdirSync(folder).filter((name) => name.endsWith(".db"))).toHaveLength(2);
});

test.each([
  ["no database", () => {}],
  ["an empty one", () => new Database(join(folder, "blossom.db"), { create: true }).close()],
  ["a file that is not a database", () => fs.writeFileSync(join(folder, "blossom.db"), "x".repeat(5_000))],
])("leaves %s where it is", (_, write) => {
  write();
  const before = fs.readdirSync(folder);
  expect(moveOldDatabaseAside(join(folder, "blossom.db"))).toBeNull();
  expect(fs.readdirSync(folder)).toEqual(before);
});

test("keeps the pictures of a database that was moved aside: no row of the new one refers to them", async () => {
  writeOld().close();
  fs.mkdirSync(join(folder, "images"));
  fs.writeFileSync(join(folder, "images", "0193f6a0-0000-7000-8000-00000000000a.jpg"), "a picture");
  await using app = await openApp({ dataDir: folder });
  expect(fs.readdirSync(join(folder, "images-without-database"))).toEqual(["0193f6a0-0000-7000-8000-00000000000a.jpg"]);
  await app.stop();
});
