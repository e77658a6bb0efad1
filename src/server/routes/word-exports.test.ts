import { Database } from "bun:sqlite";
import { afterAll, beforeAll, expect, test } from "bun:test";
import { unzipSync } from "fflate";
import fs from "node:fs";
import { join } from "node:path";
import type { NewExport, WordExport } from "#shared/anki/exports.ts";
import type { NewWord, Saved } from "#shared/words/words.ts";
import { noteFields } from "#server/anki/package/note-type.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";

let app: OpenApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const save = (word: NewWord) => app.json<Saved>("POST", "/api/words", word);
const make = (asked: NewExport) => app.json<WordExport>("POST", "/api/word-exports", asked);
async function download({ id }: WordExport): Promise<Uint8Array> {
  const response = await app.request("GET", `/api/word-exports/${id}`);
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="blossom-[\w-]+\.\w+"$/);
  return response.bytes();
}
const text = async (made: WordExport) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(await download(made));

/** The notes of a package, by their words. */
async function notesOf(made: WordExport) {
  const path = join(app.dataDir, "package.sqlite");
  fs.writeFileSync(path, unzipSync(await download(made))["collection.anki2"]!);
  const db = new Database(path);
  const rows = db.query<{ guid: string; mod: number; tags: string; flds: string }, []>("SELECT * FROM notes").all();
  db.close();
  return new Map(
    rows.map(({ flds, ...row }) => {
      const fields = Object.fromEntries(flds.split("\u001f").map((value, at) => [noteFields[at]!, value]));
      return [fields.Word, { ...row, fields }];
    }),
  );
}

test("exports saved words as notes: sentence, readings, meaning, source, tags; the same note again after a change", async () => {
  const eat: NewWord = {
    language: "ja",
    lemma: "食べる",
    context: {
      text: "私は魚を食べました。",
      start: 4,
      end: 9,
      place: { kind: "text", ref: "" },
      verdict: "guess",
      translation: "I ate <fish>.",
    },
  };
  const { word } = await save(eat);
  await save({ language: "ja", kind: "correction", lemma: "魚を食べる", wrong: "魚が食べる" });
  const made = await make({ format: "apkg", language: "ja" });
  expect(made).toMatchObject({ words: 2, media: 0, missing: 0 });
  const notes = await notesOf(made);
  const note = notes.get("食べる");
  expect(note).toMatchObject({ guid: word.id, tags: " blossom blossom::ja blossom::text blossom::reading-not-sure " });
  expect(note?.fields).toMatchObject({
    Reading: "たべる",
    Furigana: "食[た]べる",
    Sentence: "私は魚を<b>食べました</b>。",
    Translation: "I ate &lt;fish&gt;.",
    Verdict: "This reading is a guess.",
    Language: "ja",
  });
  expect(note?.fields.SentenceFurigana).toContain("<b>食[た]べました</b>。");
  expect(note?.fields.Meaning).toContain("eat");
  expect(notes.get("魚を食べる")?.fields).toMatchObject({ Sentence: "魚が食べる", SentenceFurigana: "" });

  await app.json("PUT", `/api/words/${word.id}`, { meaning: "to eat up" });
  const later = (await notesOf(await make({ format: "apkg", language: "ja" }))).get("食べる");
  expect(later?.guid).toBe(word.id);
  expect(later?.fields.Meaning).toBe("to eat up");
});

test("exports pictures once, and says which are missing", async () => {
  const id = "ab".repeat(32);
  const file = join(app.dataDir, "frames", `${id}.jpg`);
  fs.mkdirSync(join(app.dataDir, "frames"), { recursive: true });
  fs.copyFileSync("test/pictures/baseline.jpg", file);
  const db = new Database(join(app.dataDir, "blossom.db"));
  db.run("INSERT INTO frames VALUES (?, 60, 40, 1000, 1)", [id]);
  db.close();
  const at = (text: string) => ({ text, start: 0, end: 1, place: { kind: "frame" as const, ref: id } });
  await save({ language: "zh-Hans", lemma: "猫", context: at("猫在这里。") });
  await save({ language: "zh-Hans", lemma: "狗", context: at("狗在这里。") });
  const made = await make({ format: "apkg", language: "zh-Hans" });
  expect(made).toMatchObject({ words: 2, media: 1, missing: 0 });
  const name = `blossom-${id.slice(0, 24)}.jpg`;
  expect((await notesOf(made)).get("猫")?.fields.Picture).toBe(`<img src="${name}">`);
  const files = unzipSync(await download(made));
  expect(JSON.parse(Buffer.from(files.media!).toString())).toEqual({ 0: name });
  fs.rmSync(file);
  expect(await make({ format: "apkg", language: "zh-Hans" })).toMatchObject({ media: 0, missing: 2 });
  expect(await make({ format: "apkg", language: "zh-Hans", hasMedia: false })).toMatchObject({ media: 0, missing: 0 });
});

test("writes tables in which a spreadsheet calculates nothing (T26)", async () => {
  const hostile = '=HYPERLINK("http://evil.example","x")';
  await save({ language: "ko", lemma: "고양이", meaning: hostile, notes: "@a\tb\n-1" });
  const csv = await text(await make({ format: "csv", language: "ko" }));
  expect(csv).toStartWith("\uFEFFid,word,reading,meaning,status,language,sentence,");
  expect(csv).toContain(`,"'=HYPERLINK(""http://evil.example"",""x"")",new,ko,`);
  expect(csv).toContain(`"'@a\tb\n-1"`);
  await save({ language: "zh-Hans", lemma: "＝1＋1", meaning: "\uFF20SUM(1)" });
  const wide = await text(await make({ format: "csv", language: "zh-Hans" }));
  expect(wide).toContain(",'＝1＋1,");
  expect(wide).toContain(",'＠SUM(1),");
  const tsv = await text(await make({ format: "tsv", language: "ko" }));
  expect(tsv).toStartWith("#separator:tab\n#html:false\n#columns:id\tword\treading\t");
  expect(tsv).toContain("\t고양이\t");
});

test("exports chosen words, or those with a status", async () => {
  const { word } = await save({ language: "zh-Hant", lemma: "貓" });
  await save({ language: "zh-Hant", lemma: "狗", status: "ignored" });
  expect((await make({ format: "csv", ids: [word.id, "nobody"] })).words).toBe(1);
  expect((await make({ format: "csv", language: "zh-Hant" })).words).toBe(1);
  expect((await make({ format: "csv", language: "zh-Hant", statuses: ["ignored"] })).words).toBe(1);
  const none = await app.request("POST", "/api/word-exports", {
    format: "csv",
    language: "zh-Hant",
    statuses: ["known"],
  });
  expect(none.status).toBe(404);
  expect((await app.request("GET", "/api/word-exports/nothing")).status).toBe(404);
});
