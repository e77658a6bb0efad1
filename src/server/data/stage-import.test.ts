import { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "bun:test";
import fc from "fast-check";
import { strToU8, type Zippable, zipSync } from "fflate";
import { openDatabase } from "#server/db/open.ts";
import { AppError } from "#server/errors.ts";
import { swapRows } from "#test/swap-rows.ts";
import { stageImport } from "./stage-import.ts";

let folder: string;
let files: Record<string, Uint8Array>;
const manifest = (values: object = {}) =>
  strToU8(JSON.stringify({ blossom: "export", format: 1, version: "1", exportedAt: 1, ...values }));
const id = "0".repeat(8) + "-0000-0000-0000-" + "0".repeat(12);

beforeEach(() => {
  folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-stage-"));
  openDatabase(join(folder, "made.db")).close();
  files = {
    "manifest.json": manifest(),
    "readable/chats/00001.md": strToU8("# chat"),
    "blossom.db": new Uint8Array(fs.readFileSync(join(folder, "made.db"))),
    [`images/${id}.jpg`]: new Uint8Array([0xff, 0xd8, 0xff, 0xe0]),
  };
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** "taken", or the code of the refusal. Whatever it is, nothing stands outside the staging folder, and after a refusal nothing at all. */
function stage(zip: Uint8Array, limits?: { fileBytes: number; unpackedBytes: number }): string {
  const path = join(folder, "upload.zip");
  fs.writeFileSync(path, zip);
  const before = fs.readdirSync(folder);
  const staged = join(folder, "staged");
  try {
    stageImport({ zip: path, folder: staged, ...(limits && { limits }) });
    return "taken";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(fs.readdirSync(folder)).toEqual(before);
    return error.code;
  } finally {
    fs.rmSync(staged, { recursive: true, force: true });
    expect(fs.readdirSync(folder)).toEqual(before);
  }
}
function rebuilt(change: (files: Zippable) => void): Uint8Array {
  const copy: Zippable = { ...files };
  change(copy);
  return zipSync(copy);
}
const withDatabase = (change: (db: Database) => void) =>
  rebuilt((copy) => {
    const path = join(folder, "changed.db"); // a new one for each case, so that it is refused for its own fault
    fs.copyFileSync(join(folder, "made.db"), path);
    using db = new Database(path);
    db.run("PRAGMA journal_mode = DELETE");
    change(db);
    copy["blossom.db"] = new Uint8Array(fs.readFileSync(path));
  });

/** A word whose sound would be sent to the browser as a page. */
function addHtmlAsSound(db: Database) {
  db.run("INSERT INTO sentences (language, text) VALUES ('ja', 'x')");
  db.run(`INSERT INTO words (id, kind, language, lemma, reading, status, text_form, reading_form, created_at, updated_at)
    VALUES ('w', 'word', 'ja', 'x', '', 'new', 'x', '', 1, 1)`);
  db.run(`INSERT INTO word_contexts (id, word_id, sentence_id, start_at, end_at, place_kind, place_ref, sound_id, sound_type, verdict, created_at)
    SELECT 'c', 'w', id, 0, 1, 'text', '', 'a', 'text/html', 'agreed', 1 FROM sentences`);
}

test("takes a whole export", () => {
  expect(stage(zipSync(files))).toBe("taken");
});

test("refuses a hostile or broken file as a whole, by its kind (T33)", () => {
  const zip = zipSync(files);
  const cases: [string, Uint8Array][] = [
    ["not_an_export", strToU8("no zip at all")],
    ["not_an_export", zipSync({ "readme.txt": strToU8("x") })],
    ["not_an_export", zipSync({ "manifest.json": strToU8("{}") })],
    ["newer_export", rebuilt((copy) => (copy["manifest.json"] = manifest({ format: 99 })))],
    ["damaged_export", rebuilt((copy) => delete copy["blossom.db"])],
    ["damaged_export", zip.slice(0, zip.length - 2_000)],
    ["damaged_export", zip.slice(0, zip.length / 2)],
    ...["../x.jpg", "/etc/x", "C:x", "images\\x.jpg", "images/../secrets.json", "secrets.json", "images/x.html"].map(
      (name): [string, Uint8Array] => ["damaged_export", rebuilt((copy) => (copy[name] = strToU8("x")))],
    ),
    ["damaged_export", rebuilt((copy) => (copy["BLOSSOM.DB"] = strToU8("x")))],
    ["damaged_export", rebuilt((copy) => (copy[`images/${id}.jpg`] = strToU8("<script>alert(1)</script>")))],
    ["damaged_export", rebuilt((copy) => (copy["blossom.db"] = strToU8("SQLite format 3\0 but no more")))],
    [
      "damaged_export",
      withDatabase((db) => db.run("CREATE TRIGGER t AFTER INSERT ON messages BEGIN DELETE FROM messages; END")),
    ],
    ["damaged_export", withDatabase((db) => db.run("CREATE VIEW v AS SELECT 1"))],
    // begins with sqlite_ for LIKE, whose _ is any letter
    ["damaged_export", withDatabase((db) => db.run("CREATE VIEW sqlite1v AS SELECT 1"))],
    [
      "damaged_export",
      withDatabase((db) =>
        db.run("PRAGMA foreign_keys = OFF; INSERT INTO images VALUES ('x', 'm', 0, 'text/html', 1, 1)"),
      ),
    ],
    ["damaged_export", withDatabase(addHtmlAsSound)],
    ["newer_export", withDatabase((db) => db.run("PRAGMA user_version = 99"))],
    ["not_an_export", withDatabase((db) => db.run("PRAGMA application_id = 7"))],
  ];
  for (const [code, bytes] of cases) expect(stage(bytes)).toBe(code);
});

test("refuses two files with the same name, or with names that are the same on some disks (T33)", () => {
  const readable = ["readable/words/Cats.csv", "readable/words/cats.csv"];
  expect(stage(rebuilt((copy) => readable.forEach((name) => (copy[name] = strToU8("x")))))).toBe("damaged_export");
  const picture = (last: string) => `images/${id.slice(0, -1)}${last}.jpg`;
  const twice = Buffer.from(rebuilt((copy) => (copy[picture("1")] = new Uint8Array([0xff, 0xd8, 0xff, 0xe1]))));
  for (let at = 0; (at = twice.indexOf(picture("1"), at)) >= 0; at++) twice.write(picture("0"), at);
  expect(stage(twice)).toBe("damaged_export");
});

test("refuses a database whose rows do not fit together, or whose pages are damaged (T35)", () => {
  const lost = withDatabase((db) => {
    db.run("PRAGMA foreign_keys = OFF");
    db.run("INSERT INTO anki_queue (word_id, is_allowed_twice) VALUES ('nobody', 0)");
  });
  expect(stage(lost)).toBe("damaged_export");
  const damaged = withDatabase((db) => {
    db.run("INSERT INTO sentences (language, text) VALUES ('ja', 'a'), ('ja', 'b')");
    swapRows(db, "sentences");
  });
  expect(stage(damaged)).toBe("damaged_export");
});

test("refuses a file that was cut anywhere", () => {
  const zip = zipSync(files);
  const commentLength = 3; // without the last two bytes, the length of a comment, nothing is missing
  fc.assert(
    fc.property(fc.integer({ min: 0, max: zip.length - commentLength }), (length) => {
      expect(stage(zip.slice(0, length))).toMatch(/^(not_an_export|damaged_export)$/);
    }),
    { numRuns: 40 },
  );
});

test("counts the bytes that a zip really has, whatever it says (T34)", () => {
  const bomb = rebuilt((copy) => (copy["frames/" + "a".repeat(64) + ".jpg"] = new Uint8Array(3_000_000)));
  // the declared size of each entry becomes 4 bytes
  const view = Buffer.from(bomb);
  for (let at = 0; (at = view.indexOf("PK\x01\x02", at, "latin1")) >= 0; at++) view.writeUInt32LE(4, at + 24);
  for (let at = 0; (at = view.indexOf("PK\x03\x04", at, "latin1")) >= 0; at++) view.writeUInt32LE(4, at + 22);
  expect(stage(view, { fileBytes: 1_000_000, unpackedBytes: 2_000_000 })).toMatch(/^(too_large|damaged_export)$/);
  expect(stage(zipSync(files), { fileBytes: 1_000, unpackedBytes: 2_000_000 })).toBe("too_large");
});
