import { Database } from "bun:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import fs from "node:fs";
import { join } from "node:path";
import type { ImportPreview, NewImport, UndoneImport, WordImport } from "#shared/anki/imports.ts";
import type { ImportChoice, Source } from "#shared/anki/source.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { SavedWord, WordPage } from "#shared/words/words.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";

let app: OpenApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const put = (name: string, bytes: Uint8Array | string, language: LearningLanguage = "ja") =>
  fetch(`${app.url}/api/word-uploads/files/${encodeURIComponent(name)}?language=${language}`, {
    method: "PUT",
    headers: { "content-type": "application/octet-stream" },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
async function upload(name: string, bytes: Uint8Array | string, language: LearningLanguage = "ja"): Promise<Source> {
  const response = await put(name, bytes, language);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Source;
}

const statuses = { new: null, learning: "learning", known: "known", suspended: null } as const;
/** The choice that the page offers at first. */
function choiceOf(source: Source, more: Partial<ImportChoice> = {}): NewImport {
  const [group] = source.groups;
  const { guess, language } = group!;
  const usual = source.kind === "table" ? ({ ...statuses, new: "known" } as const) : statuses;
  const base = { source: source.id, group: group!.id, columns: guess!, language: language ?? "ja", statuses: usual };
  return { file: { ...base, decks: null, encoding: null, ...more } };
}
const preview = (asked: NewImport) => app.json<ImportPreview>("POST", "/api/word-imports/preview", asked);
const apply = (asked: NewImport) => app.json<WordImport>("POST", "/api/word-imports", asked);
const undo = ({ id }: WordImport) => app.json<UndoneImport>("POST", `/api/word-imports/${id}/undo`);
const list = (language: LearningLanguage) => app.json<WordPage>("GET", `/api/words?language=${language}`);
const save = async (language: LearningLanguage, lemma: string, more: object = {}) =>
  (await app.json<{ word: SavedWord }>("POST", "/api/words", { language, lemma, ...more })).word;
const status = async (id: string) => (await app.json<{ word: SavedWord }>("GET", `/api/words/${id}`)).word.status;

test("reads a collection of Anki: note types, decks, states, and which field is which", async () => {
  const source = await upload("mining.apkg", fs.readFileSync("test/anki/made-by-anki.apkg"));
  expect(source).toMatchObject({ kind: "anki", name: "mining.apkg", encoding: null });
  expect(source.groups).toHaveLength(1);
  expect(source.groups[0]).toMatchObject({
    name: "Lapis",
    rows: 20,
    states: { new: 5, learning: 10, known: 5, suspended: 0 },
    guess: { word: 0, reading: 2, meaning: 3, status: null, language: null },
    language: "ja",
  });
  expect(source.groups[0]?.samples[0]?.[0]).toBe("一一");
  expect(source.decks).toEqual([{ id: expect.any(Number), name: "日本語::Mining", rows: 20 }]);
});

test("previews, imports and takes back; keeps what the learner did since", async () => {
  const own = await save("ja", "一二");
  const known = await save("ja", "二一", { reading: "よみ", status: "known" });
  const source = await upload("mining.apkg", fs.readFileSync("test/anki/made-by-anki.apkg"));
  const asked = choiceOf(source);
  const shown = await preview(asked);
  expect(shown).toMatchObject({ language: "ja", same: 1, skipped: { state: 5, empty: 0, language: 0, repeated: 0 } });
  expect(shown.added + shown.changed).toBe(14);
  expect(shown.samples[0]).toMatchObject({ reading: "よみ" });
  const before = (await list("ja")).total;
  const made = await apply(asked);
  expect(made).toMatchObject({ name: "mining.apkg", added: shown.added, changed: shown.changed });
  expect((await list("ja")).total).toBe(before + shown.added);
  const imported = (await list("ja")).words.find(({ origin }) => origin === made.id)!;
  await app.json("PUT", `/api/words/${imported.id}`, { notes: "mine" });
  expect(await undo(made)).toEqual({ taken: shown.added + shown.changed - 1, kept: 1 });
  expect((await list("ja")).total).toBe(before + 1);
  expect([await status(own.id), await status(known.id)]).toEqual(["new", "known"]);
  expect((await app.request("POST", `/api/word-imports/${made.id}/undo`)).status).toBe(404);
  const { imports } = await app.json<{ imports: WordImport[] }>("GET", "/api/word-imports");
  expect(imports[0]).toMatchObject({ id: made.id, undoneAt: expect.any(Number) });
});

test("undoes at the start what a crash broke off in the middle", async () => {
  await using before = await openApp();
  const { word } = await before.json<{ word: SavedWord }>("POST", "/api/words", {
    language: "ko",
    lemma: "새",
    reading: "",
  });
  const asked = { level: { language: "ko", level: 1, isOnlyThis: true } };
  const made = await before.json<WordImport>("POST", "/api/word-imports", asked);
  await before.stop();
  const db = new Database(join(before.dataDir, "blossom.db"));
  db.run("UPDATE word_imports SET is_done = 0");
  db.close();
  const app = await openApp({ dataDir: before.dataDir });
  const list = async () => (await app.json<{ imports: WordImport[] }>("GET", "/api/word-imports")).imports;
  while ((await list()).length === 0) await new Promise(setImmediate); // it is listed when all of it is taken back
  const imports = await list();
  const { words, total } = await app.json<WordPage>("GET", "/api/words?language=ko");
  await app.stop();
  expect(made.added).toBeGreaterThan(1_000);
  expect([total, words[0]?.id, words[0]?.status]).toEqual([1, word.id, "new"]);
  expect(imports).toMatchObject([{ id: made.id, undoneAt: expect.any(Number) }]);
});

test("raises a status and never lowers one; a deleted word comes back", async () => {
  const learning = await save("ko", "고양이", { status: "learning" });
  const known = await save("ko", "강아지", { status: "known" });
  const ignored = await save("ko", "서울", { status: "ignored" });
  const gone = await save("ko", "새");
  await app.json("DELETE", `/api/words/${gone.id}`);
  const source = await upload(
    "words.csv",
    "word,meaning,status\n고양이,cat,known\n강아지,dog,learning\n서울,Seoul,known\n새,bird,known\n",
    "ko",
  );
  const made = await apply(choiceOf(source));
  expect(made).toMatchObject({ added: 0, changed: 2 });
  expect(await Promise.all([learning, known, ignored, gone].map(({ id }) => status(id)))).toEqual([
    "known",
    "known",
    "ignored",
    "known",
  ]);
  await undo(made);
  expect(await status(learning.id)).toBe("learning");
  expect((await app.request("GET", `/api/words/${gone.id}`)).status).toBe(404);
});

test("matches by lemma and reading: of two words with one spelling, only the one that is read so", async () => {
  const hito = await save("ja", "人気", { reading: "ひとけ" });
  const source = await upload("words.csv", "word,reading\n人気,にんき\n人気,ﾋﾄｹ\n");
  const made = await apply(choiceOf(source));
  expect(made).toMatchObject({ added: 1, changed: 1 });
  expect(await status(hito.id)).toBe("known");
  await undo(made);
});

describe("reads tables", () => {
  const sjis = new Uint8Array([
    0x92, 0x50, 0x8c, 0xea, 0x2c, 0x88, 0xd3, 0x96, 0xa1, 0x0a, 0x94, 0x4c, 0x2c, 0x63, 0x61, 0x74, 0x0a,
  ]);
  const eucJp = new Uint8Array([0xc7, 0xad, 0x2c, 0x63, 0x61, 0x74, 0x0a, 0xb8, 0xa4, 0xa4, 0xb3, 0x2c, 0x64, 0x0a]);
  const gb = new Uint8Array([0xc3, 0xa8, 0x2c, 0x63, 0x61, 0x74, 0x0a, 0xb9, 0xb7, 0x2c, 0x64, 0x0a]);
  const utf16 = new Uint8Array(Buffer.from("\uFEFF猫\tcat\r\n犬\tdog\r\n", "utf16le"));
  test.each<[string, Uint8Array | string, LearningLanguage, string, string]>([
    ["Shift_JIS", sjis, "ja", "shift_jis", "猫"],
    ["EUC-JP", eucJp, "ja", "euc-jp", "猫"],
    ["GB 18030", gb, "zh-Hans", "gb18030", "猫"],
    ["UTF-16 with tabs", utf16, "ja", "utf-16le", "猫"],
    ["UTF-8 with semicolons", "猫;cat\n犬;dog\n", "ja", "utf-8", "猫"],
    ["Anki's own text", "#separator:pipe\n#html:false\n猫|cat\n", "ja", "utf-8", "猫"],
  ])("%s", async (_, bytes, language, encoding, word) => {
    const source = await upload("words.txt", bytes, language);
    expect(source).toMatchObject({ kind: "table", encoding });
    const { samples, guess, language: guessed } = source.groups[0]!;
    expect(samples.map((row) => row[guess!.word])).toContain(word);
    expect(guessed).toBe(language);
  });

  // `GBK`, `EUC-KR` and `Big5` of word lists, as a learner of Japanese opens them
  test.each([
    [
      "gb18030",
      "zh-Hans",
      "tMrT7yzGtNL0LNLiy7wKzbzK6bndLHR1MnNodTFndWFuMyxsaWJyYXJ5CtGnz7AseHVlMnhpMix0byBzdHVkeQrF89PRLHBlbmcyeW91NSxmcmllbmQK",
      "图书馆",
    ],
    ["euc-kr", "ko", "tNy+7iy25gq1tbytsPwsbGlicmFyeQrH0LGzLHNjaG9vbAo=", "도서관"],
    ["big5", "zh-Hant", "tfy7eSy3TqvkCrnPrtHAXSxsaWJyYXJ5Cr7Hst8sc3R1ZHkK", "圖書館"],
  ] as const)("another language's encoding: %s", async (encoding, language, base64, word) => {
    const source = await upload("words.csv", Buffer.from(base64, "base64"), "ja");
    expect(source).toMatchObject({ encoding, groups: [{ language }] });
    expect(source.groups[0]?.samples.map(([cell]) => cell)).toContain(word);
  });

  test("HTML in cells, unless the file says that it is text", async () => {
    const rows =
      "<b>犬</b>\t<i>dog</i> &amp; hound\n<ruby>電車<rt>でんしゃ</rt></ruby>\ttrain<br>tram\n猫[sound:a.mp3]\ta < b\n";
    for (const beginning of ["", "#html:true\n"]) {
      const source = await upload("words.tsv", beginning + rows);
      expect(source.groups[0]?.samples).toEqual([
        ["犬", "dog & hound"],
        ["電車[でんしゃ]", "train\ntram"],
        ["猫", "a < b"],
      ]);
      const { samples } = await preview(choiceOf(source));
      expect(samples.map(({ lemma, reading }) => lemma + reading)).toEqual(["犬", "電車でんしゃ", "猫"]);
    }
    const source = await upload("words.tsv", `#html:false\n${rows}`);
    expect(source.groups[0]?.samples[0]?.[0]).toBe("<b>犬</b>");
  });

  test("shows the columns that can be chosen, of a line of 100,000", async () => {
    const source = await upload("wide.csv", `猫${",".repeat(100_000)}\n`);
    expect(source.groups[0]?.columns.length).toBe(501);
    expect(source.groups[0]?.samples[0]?.length).toBe(501);
  });

  test("in another encoding, if the learner says so", async () => {
    const source = await upload("words.csv", gb, "ja");
    const again = await app.json<Source>("GET", `/api/word-uploads/${source.id}?encoding=gb18030`);
    expect(again.groups[0]?.samples[0]?.[0]).toBe("猫");
    await app.json("DELETE", `/api/word-uploads/${source.id}`);
    expect((await app.request("GET", `/api/word-uploads/${source.id}`)).status).toBe(404);
  });

  test("answers 404 when the file is forgotten while it is read", async () => {
    const source = await upload("words.csv", "猫,cat\n");
    const asked = app.request("POST", "/api/word-imports/preview", choiceOf(source));
    await app.request("DELETE", `/api/word-uploads/${source.id}`);
    const { status } = await asked;
    expect(status).toBe(404);
  });

  test("skips sentences, other languages and repeated rows; takes furigana apart", async () => {
    const rows = "猫[ねこ]\n猫\n猫です。\ncat\n\n会う; 逢う\n食[た]べる\n ｶﾞﾗｽ（glass）\n";
    const source = await upload("words.txt", `word\n${rows}`);
    const shown = await preview(choiceOf(source));
    expect(shown.skipped).toEqual({ state: 0, empty: 1, language: 1, repeated: 0 });
    expect(shown.samples.map(({ lemma, reading }) => `${lemma} ${reading}`)).toEqual([
      "猫 ねこ",
      "会う ",
      "食べる たべる",
      "ｶﾞﾗｽ ",
    ]);
    const made = await apply(choiceOf(source));
    const { words } = await list("ja");
    // the dictionary has one reading
    expect(words.find(({ lemma }) => lemma === "会う")).toMatchObject({
      reading: "あう",
      status: "known",
      origin: made.id,
    });
    await undo(made);
  });

  test("skips cells in which there is nothing to see, also in the learner's script", async () => {
    const source = await upload("words.txt", "word\n물\n\u3164\n\u115f\u1160\n\u200b\n", "ko");
    expect(await preview(choiceOf(source))).toMatchObject({ added: 1, samples: [{ lemma: "물" }] });
  });

  test("finds the dictionary forms of inflected words", async () => {
    const source = await upload(
      "words.txt",
      "word,reading,status\n食べます,たべます,learning\n食べる,たべる,known\n綺麗な,きれいな,known\n",
    );
    const { samples, skipped } = await preview(choiceOf(source));
    expect(skipped.repeated).toBe(1); // 食べます is 食べる
    expect(samples.map(({ lemma, status: each }) => `${lemma} ${each}`)).toEqual(["食べる known", "綺麗 known"]);
    const korean = await preview(choiceOf(await upload("words.txt", "word\n갔어요\n공부하다\n", "ko")));
    expect(korean.samples.map(({ lemma }) => lemma)).toEqual(["공부하다", "가다"]);
  });

  test("takes the column in the learner's script of Chinese", async () => {
    const table = "simplified,traditional,pinyin\n学校,學校,xuéxiào\n";
    for (const [language, word] of [
      ["zh-Hans", 0],
      ["zh-Hant", 1],
    ] as const)
      expect((await upload("words.csv", table, language)).groups[0]).toMatchObject({ guess: { word }, language });
  });

  test("its own table again changes nothing", async () => {
    await save("zh-Hant", "學校", { meaning: "=1+1" });
    const { id } = await app.json<{ id: string }>("POST", "/api/word-exports", { format: "csv" });
    const csv = await (await app.request("GET", `/api/word-exports/${id}`)).bytes();
    const source = await upload("blossom.csv", csv, "zh-Hant");
    expect(source.groups[0]?.guess).toMatchObject({ word: 1, reading: 2, meaning: 3, status: 4, language: 5 });
    const shown = await preview(choiceOf(source, { language: "zh-Hant" }));
    expect(shown).toMatchObject({ added: 0, changed: 0, same: 1 });
    expect(shown.skipped.language).toBeGreaterThan(0);
  });

  test("100,000 rows, with each word twice", async () => {
    const letters = Array.from({ length: 250 }, (_, index) => String.fromCodePoint(0x4e00 + index));
    const rows = letters.flatMap((one) => letters.slice(0, 200).map((other) => `${one}${other},x\n`)).join("");
    const source = await upload("many.csv", `word,meaning\n${rows}${rows}`, "zh-Hans");
    expect(source.groups[0]?.rows).toBe(100_000);
    const shown = await preview(choiceOf(source, { language: "zh-Hans" }));
    expect(shown).toMatchObject({ added: 50_000, skipped: { repeated: 50_000 } });
  });
});

describe("lists by level", () => {
  test("HSK 2 has the words of HSK 1, unless only its own are wanted", async () => {
    const both = await preview({ level: { language: "zh-Hans", level: 2 } });
    const own = await preview({ level: { language: "zh-Hans", level: 2, isOnlyThis: true } });
    expect(both.added).toBeGreaterThan(250);
    expect(own.added).toBeLessThan(both.added);
    expect(both.same).toBe(0); // also with a word that the list has twice
    const made = await apply({ level: { language: "zh-Hans", level: 1 } });
    const { words } = await app.json<WordPage>("GET", "/api/words?language=zh-Hans&q=学生");
    expect(words.every(({ status: each }) => each === "known")).toBe(true);
    expect(words.find(({ lemma }) => lemma === "学生")).toMatchObject({ reading: "xuésheng" });
    expect(await undo(made)).toEqual({ taken: made.added, kept: 0 });
  });

  test("in traditional characters, and of the other languages", async () => {
    const { samples } = await preview({ level: { language: "zh-Hant", level: 1 } });
    const hant = await preview({ level: { language: "zh-Hant", level: 1 } });
    expect(hant.added).toBeGreaterThan(140);
    expect(samples.length).toBeGreaterThan(0);
    expect((await preview({ level: { language: "ja", level: 1 } })).added).toBeGreaterThan(1_000);
    expect((await preview({ level: { language: "ko", level: 1 } })).added).toBeGreaterThan(1_000);
  });
});

describe("refuses", () => {
  test.each<[string, string, Uint8Array | string, string]>([
    ["a broken package", "a.apkg", "PK\u0003\u0004nothing", "damaged"],
    ["a picture", "a.png", fs.readFileSync("test/pictures/palette.png"), "unknown_format"],
    ["a table without rows", "a.csv", "\n\n", "empty"],
  ])("%s, and keeps nothing of it", async (_, name, bytes, reason) => {
    const before = fs.readdirSync(`${app.dataDir}/word-uploads`);
    const response = await put(name, bytes);
    expect(response.status).toBe(422);
    expect(fs.readdirSync(`${app.dataDir}/word-uploads`)).toEqual(before);
    expect(await response.json()).toMatchObject({ error: { code: "unreadable_file", reason } });
  });

  test.each([
    ["the first one", '猫,"cat\n犬,dog\n', 1],
    ["after lines that are empty, quoted, and Anki's own", '#separator:comma\n\n猫,"a\ncat"\n犬,"dog\n鳥,bird\n', 5],
    ["with the line ends of a Mac", '猫,cat\r犬,"dog', 2],
  ])("a quotation mark that is never closed, and names its line: %s", async (_, table, line) => {
    const response = await put("words.csv", table);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ error: { code: "unreadable_file", reason: "open_quote", line } });
  });

  test("a file that is gone, and a request for two things at once", async () => {
    const source = await upload("words.csv", "猫,cat\n");
    const asked = choiceOf(source);
    const both = { ...asked, level: { language: "ja", level: 1 } };
    expect((await app.request("POST", "/api/word-imports/preview", both)).status).toBe(400);
    expect((await app.request("POST", "/api/word-imports/preview", {})).status).toBe(400);
    await app.json("DELETE", `/api/word-uploads/${source.id}`);
    expect((await app.request("POST", "/api/word-imports", asked)).status).toBe(404);
  });
});
