import fs from "node:fs";
import os from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { insertConversation } from "#server/db/conversations.ts";
import { insertFrame } from "#server/db/frames.ts";
import { insertGeneration } from "#server/db/generations.ts";
import { insertImage, insertMessage } from "#server/db/messages.ts";
import { deleteMoment, insertMoment } from "#server/db/moments.ts";
import { openDatabase } from "#server/db/open.ts";
import { sumStorage } from "#server/db/video-storage.ts";
import { ensureVideo, updateVideo } from "#server/db/videos.ts";
import { openApp } from "#test/open-app.ts";
import { createSweeper } from "./sweep.ts";

const photo = "0193f6a0-0000-7000-8000-00000000000a";
const stray = "0193f6a0-0000-7000-8000-00000000000b";
const [frame, strayFrame] = ["a".repeat(64), "b".repeat(64)];
const view = "0-0-8-8_8-8_8-8.jpg";
const half = "0193f6a0-0000-7000-8000-00000000000c.tmp";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-sweep-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** `ageMs`: how long ago it was used last. */
function write(path: string, { bytes = 4, ageMs = 60_000 } = {}) {
  const file = join(folder, path);
  fs.mkdirSync(dirname(file), { recursive: true });
  fs.writeFileSync(file, "x".repeat(bytes));
  const at = new Date(Date.now() - ageMs);
  fs.utimesSync(file, at, at);
}
const files = () =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith("blossom.db"))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();

/** A database with one photo and one frame. */
function fillDatabase(path = ":memory:") {
  const db = openDatabase(path);
  insertConversation(db, "c", "ja", 1);
  insertMessage(db, { id: "q", conversationId: "c", role: "learner", text: "", language: "ja", createdAt: 1 });
  insertImage(db, "q", 0, { id: photo, mediaType: "image/jpeg", width: 8, height: 8 });
  insertFrame(db, { id: frame, width: 8, height: 8, bytes: 4 }, 1);
  return db;
}

const kept = [`frames/${frame}.jpg`, `images/${photo}.jpg`, `prepared/${frame}/${view}`, `prepared/${photo}/${view}`];
const strays = [
  `images/${stray}.jpg`,
  `images/${photo}.jpg.${half}`,
  `frames/${strayFrame}.jpg`,
  `frames/${frame}.jpg.${half}`,
  `prepared/${stray}/${view}`,
  `prepared/${photo}/${view}.${half}`,
];
/** Files that a learner may have put there. */
const foreign = [
  "images/holiday.jpg",
  "images/notes.tmp",
  "frames/film.jpg",
  "frames/readme.txt",
  "prepared/mine/picture.jpg",
  `prepared/${strayFrame}/mine.jpg`,
  "notes.tmp",
];

test("deletes pictures without a row and temporary files, and keeps the rest and what the learner put there", async () => {
  const db = fillDatabase();
  for (const path of [...kept, ...strays, ...foreign]) write(path);
  await createSweeper(folder, db).sweep(Date.now());
  expect(files()).toEqual([...kept, ...foreign].toSorted());
  expect(fs.readdirSync(join(folder, "prepared")).toSorted()).toEqual([frame, photo, strayFrame, "mine"].toSorted());
  db.close();
});

test("leaves files that are newer than the start, whose rows may be written next", async () => {
  const db = fillDatabase();
  const startedAt = Date.now() - 10_000;
  for (const path of strays) write(path, { ageMs: 5_000 });
  await createSweeper(folder, db).sweep(startedAt);
  expect(files()).toEqual(strays.toSorted());
  db.close();
});

test("follows no symbolic link, of a file or of a folder", async () => {
  const db = fillDatabase();
  const outside = [`else/${stray}.jpg`, `else/${strayFrame}.jpg`, `else/${view}`];
  for (const path of outside) write(path);
  fs.mkdirSync(join(folder, "frames"));
  fs.mkdirSync(join(folder, "prepared"));
  fs.symlinkSync(join(folder, "else"), join(folder, "images"));
  fs.symlinkSync(join(folder, `else/${strayFrame}.jpg`), join(folder, `frames/${strayFrame}.jpg`));
  fs.symlinkSync(join(folder, "else"), join(folder, `prepared/${stray}`));
  await createSweeper(folder, db, { frames: 0, prepared: 0 }).sweep(Date.now());
  for (const path of [...outside, `frames/${strayFrame}.jpg`, "images", `prepared/${stray}`])
    expect([path, fs.lstatSync(join(folder, path), { throwIfNoEntry: false }) !== undefined]).toEqual([path, true]);
  db.close();
});

test("deletes the least recently used files above a budget, except those that a running answer reads", async () => {
  const db = fillDatabase();
  const ids = ["1", "2", "3", "4"].map((letter) => letter.repeat(64));
  for (const [index, id] of ids.entries()) {
    insertFrame(db, { id, width: 8, height: 8, bytes: 4 }, 1);
    write(`frames/${id}.jpg`, { bytes: 100, ageMs: 1_000_000 - index * 1_000 });
    write(`prepared/${id}/${view}`, { bytes: 100, ageMs: 1_000_000 - index * 1_000 });
  }
  const running = { task: "read-picture", messageId: null, explanationLanguage: "en", now: 1 } as const;
  insertGeneration(db, { ...running, id: "g", appearance: { kind: "frame", ref: ids[0]! } });
  const sweeper = createSweeper(folder, db, { frames: 250, prepared: 150 });
  sweeper.onStored(100);
  await sweeper.close();
  const left = (of: string[]) => of.flatMap((id) => (files().some((file) => file.includes(id)) ? [id] : []));
  expect(left(ids)).toEqual([ids[0]!, ids[3]!]);
  expect(files().filter((file) => file.startsWith("prepared"))).toEqual([`prepared/${ids[0]}/${view}`]);
  expect(db.query("SELECT id FROM frames ORDER BY id").all()).toEqual([ids[0]!, ids[3]!, frame].map((id) => ({ id })));
  db.close();
});

test("sweeps soon after the start, in the data folder too (F41)", async () => {
  fillDatabase(join(folder, "blossom.db")).close();
  const temporary = ["secrets.json.tmp", "blossom.db.v1.bak.tmp"];
  for (const path of [...kept, ...strays, ...foreign, ...temporary]) write(path);
  await using app = await openApp({ dataDir: folder });
  const others = () => files().filter((file) => !/^instance\.|^secrets\.json$/.test(file));
  while (others().some((file) => [...strays, ...temporary].includes(file))) await new Promise(setImmediate);
  expect(others()).toEqual([...kept, ...foreign].toSorted());
  await app.stop();
});

test("deletes our copies from before an upgrade when they are older than 30 days, and no other file", async () => {
  openDatabase(join(folder, "blossom.db")).close();
  const old = ["blossom.db.v1.bak", "blossom.db.v12.bak"];
  const stays = ["blossom.db.v2.bak", "blossom.db.bak", "my-blossom.db.v1.bak", "blossom.db.v1.bak.zip", "other.db"];
  stays.push("images/blossom.db.v1.bak", "blossom-before-redesign.db");
  const day = 86_400_000;
  for (const path of [...old, ...stays]) write(path, { ageMs: 31 * day });
  write("blossom.db.v2.bak", { ageMs: 29 * day });
  await using app = await openApp({ dataDir: folder });
  while (old.some((file) => fs.existsSync(join(folder, file)))) await new Promise(setImmediate);
  expect(stays.filter((file) => !fs.existsSync(join(folder, file)))).toEqual([]);
  await app.stop();
});

test("keeps the frames of moments and posters, but not their views, which can be drawn again", async () => {
  const db = fillDatabase();
  const [ofMoment, poster, unneeded] = ["1", "2", "3"].map((letter) => letter.repeat(64)) as [string, string, string];
  for (const id of [ofMoment, poster, unneeded]) {
    insertFrame(db, { id, width: 8, height: 8, bytes: 4 }, 1);
    write(`frames/${id}.jpg`);
    write(`prepared/${id}/${view}`);
  }
  const video = "yt-dQw4w9WgXcQ";
  ensureVideo(db, video, "ja", 1);
  updateVideo(db, video, { poster }, 1);
  const place = { id: "m", video, at: 1, start: 0, end: 2, text: null, region: null };
  insertMoment(db, { ...place, source: "frame", frameId: ofMoment }, 1);
  expect(sumStorage(db)).toMatchObject({ frames: { bytes: 16, unneeded: 8 }, deleted: 0 });
  const sweeper = createSweeper(folder, db, { frames: 0, prepared: 0 });
  sweeper.onBudget();
  await sweeper.close();
  expect(files()).toEqual([`frames/${ofMoment}.jpg`, `frames/${poster}.jpg`]);
  deleteMoment(db, "m", 1); // `fillDatabase` makes one more row, whose file is not there
  expect(sumStorage(db)).toMatchObject({ frames: { bytes: 12, unneeded: 4 }, deleted: 4 });
  db.close();
});

test("deletes a frame that nothing needs after a day, though the budget is not used up", async () => {
  const db = fillDatabase();
  const hour = 60 * 60_000;
  write(`frames/${frame}.jpg`, { ageMs: 23 * hour });
  await createSweeper(folder, db).sweep(Date.now());
  expect(files()).toEqual([`frames/${frame}.jpg`]);
  write(`frames/${frame}.jpg`, { ageMs: 25 * hour });
  await createSweeper(folder, db).sweep(Date.now());
  expect(files()).toEqual([]);
  db.close();
});
