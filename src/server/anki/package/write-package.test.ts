import { afterAll, expect, test } from "bun:test";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { openCollection } from "./open-collection.ts";
import { toHtml, toText } from "./field-html.ts";
import { fromBrackets, toBrackets } from "./furigana.ts";
import { noteFields, noteTypeParts } from "./note-type.ts";
import { readNotes } from "./read-notes.ts";
import { unpackCollection } from "./unpack-collection.ts";
import type { PackageNote } from "./write-collection.ts";
import { writePackage } from "./write-package.ts";

const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-test-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const path = join(folder, "words.apkg");

const note = (number: number, more: Partial<PackageNote> = {}): PackageNote => ({
  guid: `word-${number}`,
  createdAt: 1_795_000_000_000,
  changedAt: 1_795_000_000_000,
  deck: "Blossom::日本語",
  tags: ["blossom", "with space"],
  fields: { Word: "猫", Meaning: "cat", Language: "ja" },
  ...more,
});
async function* each(notes: PackageNote[]) {
  yield* notes;
}
const picture = { name: "blossom-1.jpg", read: () => Promise.resolve(new Uint8Array([1, 2, 3])) };
const missing = { name: "blossom-2.jpg", read: () => Promise.resolve(null) };

test("writes a package whose notes, tags and files are as given", async () => {
  const options = { notes: each([note(1), note(2)]), media: () => [missing, picture], now: 1_795_000_000_000 };
  expect(await writePackage(path, options)).toMatchObject({ notes: 2, media: 1, bytes: fs.statSync(path).size });
  expect(fs.readdirSync(folder)).toEqual(["words.apkg"]);
  const files = unzipSync(fs.readFileSync(path));
  expect(JSON.parse(Buffer.from(files.media!).toString())).toEqual({ 0: "blossom-1.jpg" });
  expect(files[0]).toEqual(new Uint8Array([1, 2, 3]));
  await unpackCollection(path, join(folder, "collection"));
  const db = openCollection(join(folder, "collection"));
  const rows = db.query<{ id: number; guid: string; tags: string }, []>("SELECT id, guid, tags FROM notes").all();
  expect(rows).toEqual([
    { id: 1_795_000_000_000, guid: "word-1", tags: " blossom with_space " },
    { id: 1_795_000_000_001, guid: "word-2", tags: " blossom with_space " },
  ]);
  expect([...readNotes(db)].map(({ fields }) => fields.length)).toEqual([noteFields.length, noteFields.length]);
  db.close();
});

test("leaves nothing behind when the notes fail in the middle", async () => {
  async function* failing() {
    yield note(1);
    throw new Error("the database is gone");
  }
  const target = join(folder, "failed.apkg");
  const failed = await writePackage(target, { notes: failing(), media: () => [], now: 1 }).catch(String);
  expect(failed).toContain("the database is gone");
  expect(fs.readdirSync(folder).filter((name) => name.startsWith("failed"))).toEqual([]);
});

test("the front of a card shows neither reading nor meaning", () => {
  const shown = [...noteTypeParts.front.matchAll(/\{\{[#/^]?(?:\w+:)?(\w+)\}\}/g)].map(([, field]) => field);
  expect(new Set(shown)).toEqual(new Set(["Language", "Sentence", "Word"]));
});

test("nothing in a field is markup, and Anki's own brackets do nothing (T26)", () => {
  const hostile = `<script>alert(1)</script><img src=x onerror="a()">[latex]\\input{x}[/latex][sound:a.mp3]{{Word}}&\u001fb`;
  const html = toHtml(hostile);
  expect(html).not.toMatch(/[<>[\]"\p{Cc}]/u);
  expect(toText(html)).toBe(hostile.replace("\u001f", " "));
  expect(toHtml("a\r\nb")).toBe("a<br>b");
});

test.each([
  ["<b>猫</b>[sound:a.mp3]&nbsp;", "猫"],
  ["<div>猫</div><div>ねこ</div>", "猫\nねこ"],
  ["<style>.a{}</style>a&#20013;&#x4e2d;&amp;lt;", "a中中&lt;"],
  ["&#99999999;&nothing;", "&#99999999;&nothing;"],
  ["<style>a</style>猫<SCRIPT>b</SCRIPT >犬", "猫犬"],
  ["<style>a</style>猫<style>犬", "猫犬"],
  ["猫<b", "猫<b"],
])("reads the field %j as %j", (html, text) => expect(toText(html)).toBe(text));

test("writes ruby as Anki's brackets, and reads them", () => {
  const pieces = [
    { base: "私", ruby: "わたし" },
    { base: "は", ruby: "" },
    { base: "食", ruby: "た" },
    { base: "べ[る]", ruby: "" },
  ];
  expect(toBrackets(pieces)).toBe("私[わたし]は 食[た]べ&#91;る&#93;");
  expect(fromBrackets("私[わたし]は 食[た]べる")).toEqual({ text: "私は食べる", reading: "わたしはたべる" });
  expect(fromBrackets("猫")).toBeNull();
  expect(fromBrackets("猫[]")).toBeNull();
  expect(fromBrackets("<b>猫[ねこ]</b>")).toEqual({ text: "<b>猫</b>", reading: "<b>ねこ</b>" });
});
