import type { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { readConfig } from "#server/config.ts";
import { openDatabase } from "#server/db/open.ts";
import { storeBody } from "#server/http/store-body.ts";
import { createLearnerData, type Reopen } from "./learner-data.ts";

let folder: string;
let db: Database;
let closing: AbortController;
beforeEach(() => {
  folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-learner-data-"));
  db = openDatabase(join(folder, "blossom.db"));
  closing = new AbortController();
});
afterEach(() => {
  db.close();
  fs.rmSync(folder, { recursive: true, force: true });
});
const create = (reopen: Reopen = async () => {}) =>
  createLearnerData({
    db,
    config: readConfig({ BLOSSOM_DIR: folder }),
    closing: closing.signal,
    reopen,
    isClockBelieved: () => true,
  });

const saveWord = () =>
  db.run(
    "INSERT INTO words (id, kind, language, lemma, reading, status, text_form, reading_form, created_at, updated_at) VALUES ('w', 'word', 'ja', '花', 'はな', 'new', '', '', 1, 1)",
  );

test("a backup that waits for a deletion ends when the deletion closes the core", async () => {
  let backedUp: Promise<void> | undefined;
  const data = create(async (change) => {
    closing.abort();
    await backedUp; // as housekeeping does when it closes
    await data.close();
    change();
  });
  const deleted = data.deleteAll({ backups: false });
  backedUp = data.keepBackups();
  await deleted;
  expect(fs.existsSync(join(folder, "swap.json"))).toBe(true);
});

test("a job that waited for a replacement is refused, and leaves the files of the next core alone", async () => {
  const data = create(async (change) => {
    closing.abort();
    change();
  });
  const jobs = [data.deleteAll({ backups: false }), data.deleteAll({ backups: true })];
  const [, second] = await Promise.allSettled(jobs);
  expect(second).toMatchObject({ status: "rejected", reason: { name: "AbortError" } });
  expect(fs.existsSync(join(folder, "incoming", "new", "blossom.db"))).toBe(true); // of the first, for the swap
});

test("a core that is closed for another reason meanwhile replaces nothing", async () => {
  const data = create(() => Promise.reject(new Error("not reached")));
  const deleted = data.deleteAll({ backups: false });
  closing.abort();
  await data.close();
  await expect(deleted).rejects.toMatchObject({ name: "AbortError" });
  expect(fs.existsSync(join(folder, "swap.json"))).toBe(false);
});

test("an upload that stalls does not keep the core from closing", async () => {
  const data = create();
  const stalled = new ReadableStream<Uint8Array>({ start: (body) => body.enqueue(new Uint8Array(10)) });
  const begun = Promise.withResolvers<void>();
  const staged = data.stage((path, signal) => {
    begun.resolve();
    return storeBody(stalled, path, 1_000, signal);
  });
  await begun.promise;
  closing.abort();
  await data.close();
  await expect(staged).rejects.toMatchObject({ name: "AbortError" });
  expect(fs.readdirSync(folder).filter((name) => /^(?:incoming|upload)/.test(name))).toEqual([]);
});

test("an upload that stalls keeps no other job waiting", async () => {
  const data = create();
  const stalled = new ReadableStream<Uint8Array>({ start: (body) => body.enqueue(new Uint8Array(10)) });
  const begun = Promise.withResolvers<void>();
  const staged = data.stage((path, signal) => {
    begun.resolve();
    return storeBody(stalled, path, 1_000, signal);
  });
  await begun.promise;
  expect(await data.backUpNow()).toMatchObject({ kind: "manual" });
  closing.abort();
  await expect(staged).rejects.toMatchObject({ name: "AbortError" });
});

test("a start deletes an upload that was not finished", () => {
  fs.writeFileSync(join(folder, "upload-00000000-0000-4000-8000-000000000000.zip"), "half");
  create();
  expect(fs.readdirSync(folder).filter((name) => name.startsWith("upload"))).toEqual([]);
});

test("a backup from before a clock was set back does not make one due at each look", async () => {
  const backups = join(folder, "backups");
  fs.mkdirSync(backups);
  fs.writeFileSync(join(backups, "automatic-20991127T092000000Z.db"), "of a wrong clock");
  saveWord();
  const data = create();
  const at = Date.UTC(2026, 10, 27, 9);
  for (const minutes of [0, 15, 30]) await data.keepBackups(at + minutes * 60_000);
  expect(fs.readdirSync(backups).toSorted()).toEqual([
    "automatic-20261127T090000000Z.db",
    "automatic-20991127T092000000Z.db",
  ]);
});

test("a backup that fails deletes no older one, and says so until one succeeds (F50)", async () => {
  const backups = join(folder, "backups");
  fs.mkdirSync(backups);
  const old = ["automatic-20250101T000000000Z.db", "automatic-20250102T000000000Z.db"];
  for (const name of old) fs.writeFileSync(join(backups, name), "old");
  saveWord();
  db.run("PRAGMA foreign_keys = OFF");
  db.run("INSERT INTO anki_queue (word_id, is_allowed_twice) VALUES ('nobody', 0)"); // its copy is refused
  const data = create();
  const at = Date.UTC(2026, 10, 27, 9);
  await data.keepBackups(at);
  expect(fs.readdirSync(backups).toSorted()).toEqual(old);
  expect(data.state().failure).toBe("storage_failed");
  db.run("DELETE FROM anki_queue");
  await data.keepBackups(at);
  expect(fs.readdirSync(backups)).toEqual(["automatic-20261127T090000000Z.db"]);
  expect(data.state().failure).toBeNull();
});

test("a start deletes copies that were not finished, and no other file", () => {
  const backups = join(folder, "backups");
  fs.mkdirSync(backups);
  for (const name of ["manual-20261127T092000000Z.db.tmp", "manual-20261127T092000000Z.db.tmp-journal", "mine.tmp"])
    fs.writeFileSync(join(backups, name), "x");
  fs.mkdirSync(join(backups, "before-import-20261127T092000000Z")); // the plan of the swap was not written
  create();
  expect(fs.readdirSync(backups)).toEqual(["mine.tmp"]);
});
