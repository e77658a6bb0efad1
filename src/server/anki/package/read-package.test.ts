import { Database } from "bun:sqlite";
import { afterAll, describe, expect, test } from "bun:test";
import { type Zippable, zipSync } from "fflate";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import { swapRows } from "#test/swap-rows.ts";
import { readNames } from "./collection-names.ts";
import { FileProblem } from "./file-problem.ts";
import { openCollection } from "./open-collection.ts";
import { readNotes } from "./read-notes.ts";
import { unpackCollection } from "./unpack-collection.ts";
import { unpackItem } from "./unpack-item.ts";
import { readDirectory } from "./zip-directory.ts";

const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-test-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const target = join(folder, "inside", "collection");
fs.mkdirSync(join(folder, "inside"));

async function read(path: string) {
  await unpackCollection(path, target);
  const db = openCollection(target);
  try {
    return { ...readNames(db), notes: [...readNotes(db)] };
  } finally {
    db.close();
  }
}

async function problemOf(bytes: Uint8Array): Promise<string> {
  const path = join(folder, "source.apkg");
  fs.writeFileSync(path, bytes);
  return read(path).then(
    () => "none",
    (error: unknown) => (error instanceof FileProblem ? error.code : String(error)),
  );
}

/** The bytes of a small collection of schema 11; `change` makes it odd. */
function collection(change = ""): Uint8Array {
  const path = join(folder, "draft");
  fs.rmSync(path, { force: true });
  const db = new Database(path, { create: true });
  db.run(
    `PRAGMA synchronous = OFF; BEGIN;
     CREATE TABLE col (ver INTEGER, models TEXT, decks TEXT);
     CREATE TABLE notes (id INTEGER PRIMARY KEY, mid INTEGER, flds TEXT);
     CREATE TABLE cards (id INTEGER PRIMARY KEY, nid INTEGER, did INTEGER, odid INTEGER, type INTEGER, queue INTEGER, ivl INTEGER);
     INSERT INTO col VALUES (11, '{"7":{"name":"Basic","flds":[{"name":"Back","ord":1},{"name":"Front","ord":0}]}}', '{"1":{"name":"Words"}}');
     INSERT INTO notes VALUES (1, 7, '猫' || char(31) || 'cat'), (2, 7, '犬' || char(31) || 'dog'), (3, 7, '鳥' || char(31) || 'bird'), (4, 7, '魚' || char(31));
     INSERT INTO cards VALUES (1, 1, 1, 0, 2, 2, 30), (2, 1, 1, 0, 0, 0, 0), (3, 2, 9, 1, 1, 1, 0), (4, 3, 1, 0, 0, -1, 0);
     ${change};
     COMMIT`,
  );
  db.close();
  return new Uint8Array(fs.readFileSync(path));
}
const packed = (files: Zippable) => zipSync(files, { level: 0 });

test("reads a package that Anki's own library wrote: zstd, and tables instead of JSON", async () => {
  const { noteTypes, decks, notes } = await read("test/anki/made-by-anki.apkg");
  const type = noteTypes.find(({ name }) => name === "Lapis");
  expect(type?.fields.slice(0, 4)).toEqual(["Expression", "ExpressionFurigana", "ExpressionReading", "MainDefinition"]);
  expect(decks.map(({ name }) => name)).toContain("日本語::Mining");
  expect(notes).toHaveLength(20);
  expect(notes[0]).toMatchObject({ typeId: type?.id, state: "new" });
  expect(notes[0]?.fields.slice(0, 3)).toEqual(["<b>一一</b>", "一一[よみ]", "よみ"]);
  const states = Object.groupBy(notes, ({ state }) => state);
  expect([states.new, states.known, states.learning].map((some) => some?.length)).toEqual([5, 5, 10]);
});

test("takes the state of a note from its best card, and the deck of a card that is in a filtered deck", async () => {
  fs.writeFileSync(join(folder, "a.colpkg"), packed({ "collection.anki2": collection() }));
  const { noteTypes, notes } = await read(join(folder, "a.colpkg"));
  expect(noteTypes).toEqual([{ id: 7, name: "Basic", fields: ["Front", "Back"] }]);
  expect(notes.map(({ state }) => state)).toEqual(["known", "learning", "suspended", "new"]);
  expect(notes[1]?.decks).toEqual([1]);
});

test("prefers the newest collection of an archive", async () => {
  const old = collection("DELETE FROM notes");
  const files = { "collection.anki2": old, "collection.anki21b": zstdCompressSync(collection()) };
  fs.writeFileSync(join(folder, "b.apkg"), packed(files));
  expect((await read(join(folder, "b.apkg"))).notes).toHaveLength(4);
});

describe("refuses the whole archive, and writes nothing beside the one file (T33)", () => {
  test.each(["../x", "a/../../x", "/etc/x", "C:x", "a\\..\\x", "a\u0000b"])("a file called %j", async (name) => {
    expect(await problemOf(packed({ "collection.anki2": collection(), [name]: new Uint8Array([1]) }))).toBe("unsafe");
    expect(fs.readdirSync(join(folder, "inside")).filter((each) => each !== "collection")).toEqual([]);
  });

  test("two names that differ only in case or in their Unicode form", async () => {
    const twins = { "collection.anki2": collection(), "Collection.Anki2": new Uint8Array([1]) };
    expect(await problemOf(packed(twins))).toBe("unsafe");
    const forms = { "collection.anki2": collection(), ぱ: new Uint8Array([1]), "は\u309a": new Uint8Array([1]) };
    expect(await problemOf(packed(forms))).toBe("unsafe");
  });

  test("a symbolic link", async () => {
    const link = { os: 3, attrs: 0o120777 << 16 };
    expect(await problemOf(packed({ "collection.anki2": [collection(), link] }))).toBe("unsafe");
  });
});

describe("stops at the bytes that really come out (T34)", () => {
  const zeros = new Uint8Array(5_000_000);
  test.each([
    ["deflate", zipSync({ it: zeros }), false],
    ["zstd", packed({ it: zstdCompressSync(zeros) }), true],
  ])("%s, whatever the directory claims", async (_, bytes, isZstd) => {
    const path = join(folder, "bomb");
    const lie = Buffer.from(bytes);
    lie.writeUInt32LE(10, lie.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
    fs.writeFileSync(path, lie);
    const file = fs.openSync(path, "r");
    const [item] = readDirectory(file);
    const failed = await unpackItem(file, item!, { target, isZstd, limit: 1_000_000 }).catch((error: unknown) => error);
    fs.closeSync(file);
    expect(item?.claimedBytes).toBe(10);
    expect(failed).toMatchObject({ code: "too_large" });
    expect(fs.statSync(target).size).toBeLessThanOrEqual(1_000_000);
  });

  test("a directory with more files than any collection has", async () => {
    const bytes = Buffer.from(packed({ "collection.anki2": collection() }));
    const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
    bytes.writeUInt32LE(3_000_000_000, end + 12);
    expect(await problemOf(bytes)).toBe("too_large");
  });
});

describe("distrusts the database (T35)", () => {
  test.each<[string, string, string]>([
    ["a trigger", "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM cards; END", "unsafe"],
    ["a view", "CREATE VIEW v AS SELECT 1", "unsafe"],
    ["a view in the place of a table", "DROP TABLE cards; CREATE VIEW cards AS SELECT 1", "unsafe"],
    ["a virtual table", "CREATE VIRTUAL TABLE v USING fts5(a)", "unsafe"],
    ["no notes", "DROP TABLE notes", "unknown_format"],
    ["a schema of the future", "UPDATE col SET ver = 99", "unsupported_version"],
    [
      "a schema that is no number",
      "DROP TABLE col; CREATE TABLE col (ver TEXT); INSERT INTO col VALUES ('x')",
      "unsupported_version",
    ],
    ["note types that are no JSON", "UPDATE col SET models = '{'", "damaged"],
  ])("%s", async (_, change, problem) => {
    expect(await problemOf(packed({ "collection.anki2": collection(change) }))).toBe(problem);
  });

  test.each(["notes", "cards"])("damage that reading does not notice: the table %s", async (table) => {
    collection();
    const path = join(folder, "draft");
    using db = new Database(path);
    swapRows(db, table);
    expect(await problemOf(packed({ "collection.anki2": new Uint8Array(fs.readFileSync(path)) }))).toBe("damaged");
  });

  test("values of other types than Anki writes", async () => {
    const odd = "INSERT INTO notes VALUES (5, 7, x'ff00'), (6, 7, 5), (7, 'x', NULL)";
    fs.writeFileSync(join(folder, "c.apkg"), packed({ "collection.anki2": collection(odd) }));
    expect((await read(join(folder, "c.apkg"))).notes.map(({ fields }) => fields.length)).toEqual([
      2, 2, 2, 2, 1, 1, 1,
    ]);
  });
});

describe("says what is wrong with a file", () => {
  const whole = packed({ "collection.anki2": collection() });
  const changed = (at: number) => whole.map((byte, place) => (place === at ? byte ^ 0xff : byte));
  test.each<[string, Uint8Array, string]>([
    ["an empty file", new Uint8Array(), "damaged"],
    ["an archive that is cut", whole.slice(0, whole.length / 2), "damaged"],
    ["an archive without a collection", packed({ "a.txt": new Uint8Array([1]) }), "unknown_format"],
    ["a wrong checksum", changed(3_000), "damaged"],
    ["a collection that is no database", packed({ "collection.anki2": new Uint8Array(5_000) }), "damaged"],
    ["an empty collection", packed({ "collection.anki2": new Uint8Array() }), "unknown_format"],
    ["bytes that are not zstd", packed({ "collection.anki21b": new Uint8Array(500) }), "damaged"],
    [
      "zstd that is cut",
      packed({ "collection.anki21b": zstdCompressSync(collection()).subarray(0, 200) }),
      "unknown_format",
    ],
  ])("%s", async (_, bytes, problem) => {
    expect(await problemOf(bytes)).toBe(problem);
  });

  test("damage anywhere in the archive never does more than fail", async () => {
    const known = ["none", "damaged", "unsafe", "unknown_format", "unsupported_version", "encrypted", "too_large"];
    for (let at = 0; at < whole.length; at += 977) expect(known).toContain(await problemOf(changed(at)));
    for (let at = whole.length - 90; at < whole.length; at++) expect(known).toContain(await problemOf(changed(at)));
  });
});
