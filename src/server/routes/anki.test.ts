import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { Database } from "bun:sqlite";
import fs from "node:fs";
import { join } from "node:path";
import type {
  AnkiFields,
  AnkiQueue,
  AnkiSettings,
  AnkiState,
  AnkiUpdate,
  NewNotes,
  SentNotes,
} from "#shared/anki/connect.ts";
import type { Contact } from "#shared/contacts.ts";
import type { Source } from "#shared/anki/source.ts";
import type { NewWord, Saved } from "#shared/words/words.ts";
import { type AnkiConnect, startAnkiConnect } from "#test/anki/anki-connect.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";

const lapis = [
  "Expression",
  "ExpressionFurigana",
  "ExpressionReading",
  "MainDefinition",
  "Sentence",
  "Picture",
  "SentenceAudio",
  "MiscInfo",
];

let app: OpenApp;
let anki: AnkiConnect;
// one app, because each would load the analyser
beforeAll(async () => {
  app = await openApp({ config: { ankiRetryMs: 20 } });
});
beforeEach(async () => {
  anki = await startAnkiConnect([
    ["Basic", ["Front", "Back"]],
    ["Lapis", lapis],
  ]);
  await app.json("DELETE", "/api/anki/queue");
  await set({ url: anki.url, noteType: "Blossom", deck: "", mapping: {} });
});
afterEach(() => anki[Symbol.asyncDispose]());
afterAll(async () => {
  await app.stop();
  fs.rmSync(app.dataDir, { recursive: true, force: true });
});

const set = (update: AnkiUpdate) => app.json<AnkiSettings>("PUT", "/api/anki/settings", update);
const send = (asked: NewNotes) => app.json<SentNotes>("POST", "/api/anki/notes", asked);
/** With a reading, so that the engine is not asked for it. Each time another note. */
async function save(lemma: string, more: Partial<NewWord> = {}) {
  const { word } = await app.json<Saved>("POST", "/api/words", { language: "ja", lemma, reading: "", ...more });
  const db = new Database(join(app.dataDir, "blossom.db"));
  db.run("DELETE FROM anki_notes WHERE word_id = ?", [word.id]);
  db.close();
  return word.id;
}
const inSentence = (text: string, start: number, end: number) => ({
  context: { text, start, end, place: { kind: "text" as const, ref: "" }, translation: "I eat <fish>." },
});
const only = () => {
  expect([...anki.notes.values()]).toHaveLength(1);
  return [...anki.notes.values()][0]!;
};
const problem = async (method: string, path: string, body?: unknown) => {
  const response = await app.request(method, path, body);
  const { error } = (await response.json()) as { error: { code: string } };
  return [response.status, error.code];
};

test("tests the connection: decks, note types, fields with a suggestion; Privacy names the host", async () => {
  expect(await app.json<AnkiState>("GET", "/api/anki")).toEqual({
    version: 6,
    decks: ["Default"],
    noteTypes: ["Basic", "Lapis"],
  });
  expect(await app.json<AnkiFields>("GET", "/api/anki/fields?noteType=Lapis")).toEqual({
    fields: lapis,
    suggestion: {
      Expression: "Word",
      ExpressionFurigana: "Furigana",
      ExpressionReading: "Reading",
      MainDefinition: "Meaning",
      Sentence: "Sentence",
      Picture: "Picture",
      SentenceAudio: "Audio",
      MiscInfo: "Source",
    },
  });
  const { contacts } = await app.json<{ contacts: Contact[] }>("GET", "/api/contacts");
  expect(contacts).toMatchObject([{ host: new URL(anki.url).host, purpose: "anki", goesTo: "computer" }]);
});

test("suggests the word for the first field, which Anki wants filled, whatever its name is", async () => {
  anki.models.set("Core", ["Sort", "Word", "Meaning"]);
  const { suggestion } = await app.json<AnkiFields>("GET", "/api/anki/fields?noteType=Core");
  expect(suggestion).toEqual({ Sort: "Word", Word: "Word", Meaning: "Meaning" });
});

test("adds a word as Blossom's own note type, which it makes; a second press updates the note", async () => {
  const id = await save("食べる", { reading: "たべる", ...inSentence("魚を食べる。", 2, 5) });
  expect(await send({ ids: [id] })).toEqual({
    results: [{ id, lemma: "食べる", outcome: "added", problem: null }],
    waiting: 0,
  });
  expect(only()).toMatchObject({
    deckName: "Blossom::日本語",
    modelName: "Blossom",
    tags: ["blossom", "blossom::ja", "blossom::text"],
    fields: { Word: "食べる", Reading: "たべる", Sentence: "魚を<b>食べる</b>。", Translation: "I eat &lt;fish&gt;." },
  });
  await app.json("PUT", `/api/words/${id}`, { meaning: "to eat up" });
  expect((await send({ ids: [id] })).results[0]?.outcome).toBe("updated");
  expect(only().fields.Meaning).toBe("to eat up");
  anki.notes.clear(); // the learner deleted the note in Anki
  expect((await send({ ids: [id] })).results[0]?.outcome).toBe("added");
});

test("fills the fields of another note type, and does not write the others", async () => {
  await set({ noteType: "Lapis", deck: "Mining", mapping: { Expression: "Word", Sentence: "Sentence", Gone: "Note" } });
  await send({ ids: [await save("猫", inSentence("猫がいる。", 0, 1))] });
  expect(only()).toMatchObject({ deckName: "Mining", fields: { Expression: "猫", Sentence: "<b>猫</b>がいる。" } });
  expect(Object.keys(only().fields)).toEqual(["Expression", "Sentence"]);
});

test("reports a duplicate before it sends the picture, and adds it if the learner wants it twice", async () => {
  const frame = "cd".repeat(32);
  fs.mkdirSync(join(app.dataDir, "frames"), { recursive: true });
  fs.copyFileSync("test/pictures/baseline.jpg", join(app.dataDir, "frames", `${frame}.jpg`));
  const db = new Database(join(app.dataDir, "blossom.db"));
  db.run("INSERT INTO frames VALUES (?, 60, 40, 1000, 1)", [frame]);
  db.close();
  await set({ noteType: "Lapis" });
  anki.notes.set(5, { deckName: "Default", modelName: "Lapis", fields: { Expression: "犬" }, tags: [], interval: 0 });
  const id = await save("犬", { context: { text: "犬だ。", start: 0, end: 1, place: { kind: "frame", ref: frame } } });
  expect((await send({ ids: [id] })).results[0]).toMatchObject({ outcome: "duplicate", problem: null });
  expect(anki.media.size).toBe(0);
  expect((await send({ ids: [id], allowDuplicates: true })).results[0]?.outcome).toBe("added");
  const name = `blossom-${frame.slice(0, 24)}.jpg`;
  const picture = new Uint8Array(fs.readFileSync("test/pictures/baseline.jpg"));
  expect([...anki.media]).toEqual([[name, picture]]);
  anki.media.clear();
  anki.isInSandbox = true;
  expect((await send({ ids: [id] })).results[0]?.outcome).toBe("updated");
  expect([...anki.media]).toEqual([[name, picture]]);
  expect([...anki.notes.values()].at(-1)?.fields.Picture).toBe(`<img src="${name}">`);
});

describe("knows its own notes", () => {
  const plant = (wordId: string, noteId: number) => {
    using db = new Database(join(app.dataDir, "blossom.db"));
    db.run("INSERT INTO anki_notes VALUES (?, ?)", [wordId, noteId]);
  };
  test.each([
    ["of the learner, with the same word", "Lapis", { Expression: "犬", MainDefinition: "mine" }, []],
    [
      "of another word of Blossom",
      "Blossom",
      { Word: "猫", Reading: "", Language: "ja", Meaning: "mine" },
      ["blossom"],
    ],
    [
      "of the same word in another language",
      "Blossom",
      { Word: "犬", Reading: "", Language: "zh", Meaning: "mine" },
      [],
    ],
  ])("a number that an imported backup gives does not overwrite a note: %s", async (_what, modelName, fields, tags) => {
    await set({ noteType: modelName === "Lapis" ? "Lapis" : "Blossom" });
    await send({ ids: [await save("鳥")] }); // makes the note type
    anki.notes.clear();
    anki.notes.set(5, { deckName: "Default", modelName, fields: { ...fields }, tags, interval: 0 });
    const id = await save("犬", { meaning: "forged" });
    plant(id, 5);
    await send({ ids: [id] });
    expect(anki.notes.get(5)!.fields).toEqual(fields);
  });

  test("a word whose reading the learner has changed since is updated, unless its number is that of another reading", async () => {
    const id = await save("生", { reading: "なま" });
    await send({ ids: [id] });
    await app.json("PUT", `/api/words/${id}`, { reading: "き" });
    expect((await send({ ids: [id] })).results[0]?.outcome).toBe("updated");
    expect(only().fields.Reading).toBe("き");
    const [own] = anki.notes.keys();
    const other = await save("生", { reading: "せい" });
    plant(other, own!);
    await send({ ids: [other], allowDuplicates: true });
    expect(anki.notes.get(own!)!.fields.Reading).toBe("き");
  });

  test("a word that came with a package is updated, not reported as a duplicate", async () => {
    const id = await save("食べる", { reading: "たべる" });
    await send({ ids: [id] });
    const made = only();
    anki.notes.clear();
    anki.notes.set(7, { ...made, fields: { ...made.fields, Meaning: "old" } });
    await save("食べる", { reading: "たべる" }); // forgets the number
    await app.json("PUT", `/api/words/${id}`, { meaning: "to eat" });
    expect((await send({ ids: [id] })).results[0]?.outcome).toBe("updated");
    expect(anki.notes.size).toBe(1);
    expect(anki.notes.get(7)!.fields.Meaning).toBe("to eat");
  });
});

test("a word that is named twice becomes one note", async () => {
  const id = await save("猫");
  const { results } = await send({ ids: [id, id] });
  expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(["added"]));
  only();
});

test("an edit of a word that is being sent goes to Anki, too", async () => {
  const id = await save("猫", { meaning: "before" });
  const [sending, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  anki.before = async (action) => {
    if (action !== "addNote") return;
    sending.resolve();
    await go.promise;
  };
  const first = send({ ids: [id] });
  await sending.promise;
  await app.json("PUT", `/api/words/${id}`, { meaning: "after" });
  const second = send({ ids: [id] });
  for (let look = 0; look < 3; look += 1) await app.json("GET", "/api/anki/queue"); // the second request was stored before
  go.resolve();
  await first;
  expect((await second).results[0]?.outcome).toBe("updated");
  expect(only().fields.Meaning).toBe("after");
});

test("a request waits for the first word of a long queue, and says that the others follow", async () => {
  const many = await Promise.all(Array.from({ length: 51 }, (_, index) => save(`猫${"々".repeat(index)}`)));
  anki.isRefusing = true;
  expect(await problem("POST", "/api/anki/notes", { ids: many })).toEqual([403, "anki_refused"]);
  anki.isRefusing = false;
  const second = Promise.withResolvers<void>();
  anki.before = (action) => (action === "addNote" && anki.notes.size > 0 ? second.promise : Promise.resolve());
  const { results } = await send({ ids: many });
  expect(results.map(({ outcome }) => outcome)).toEqual(["added", ...many.slice(1).map(() => "sending" as const)]);
  second.resolve();
  while ((await app.json<AnkiQueue>("GET", "/api/anki/queue")).waiting > 0) await new Promise(setImmediate);
  expect(anki.notes.size).toBe(51);
});

describe("while Anki is closed", () => {
  test("words wait, also over a restart, and go there by themselves when it opens", async () => {
    const ids = [await save("猫"), await save("犬")];
    await anki.close();
    expect(await send({ ids })).toMatchObject({
      results: [{ outcome: "waiting" }, { outcome: "waiting" }],
      waiting: 2,
    });
    const { dataDir } = app;
    await app.stop();
    app = await openApp({ dataDir, config: { ankiRetryMs: 20 } });
    expect(await app.json<AnkiQueue>("GET", "/api/anki/queue")).toEqual({ waiting: 2, failed: [] });
    expect(await problem("GET", "/api/anki")).toEqual([503, "anki_closed"]);
    await anki.open();
    while (anki.notes.size < 2) await new Promise(setImmediate);
    while ((await app.json<AnkiQueue>("GET", "/api/anki/queue")).waiting > 0) await new Promise(setImmediate);
    expect([...anki.notes.values()].map(({ fields }) => fields.Word)).toEqual(["猫", "犬"]);
  });

  test("a word that waits can be forgotten, and one that is deleted is not sent", async () => {
    const ids = [await save("猫"), await save("犬")];
    anki.hasCollection = false; // it shows its profiles
    const { results, waiting } = await send({ ids });
    expect([waiting, ...results.map(({ outcome }) => outcome)]).toEqual([2, "no_profile", "no_profile"]);
    expect(await problem("GET", "/api/anki")).toEqual([503, "anki_no_profile"]);
    expect(await problem("POST", "/api/anki/queue/retry")).toEqual([503, "anki_no_profile"]);
    await app.json("DELETE", `/api/words/${ids[0]}`);
    anki.hasCollection = true;
    expect(await app.json<AnkiQueue>("POST", "/api/anki/queue/retry")).toEqual({ waiting: 0, failed: [] });
    expect(only().fields.Word).toBe("犬");
    await anki.close();
    await send({ ids: [ids[1]!] });
    expect(await app.json<AnkiQueue>("DELETE", "/api/anki/queue")).toEqual({ waiting: 0, failed: [] });
  });
});

test("a word that is forgotten while it is on its way does not arrive", async () => {
  const isThere = Promise.withResolvers<void>();
  const goesOn = Promise.withResolvers<void>();
  anki.before = async (action) => {
    if (action !== "canAddNotes") return;
    isThere.resolve();
    await goesOn.promise;
  };
  const sent = send({ ids: [await save("猫")] });
  await isThere.promise;
  expect(await app.json<AnkiQueue>("DELETE", "/api/anki/queue")).toEqual({ waiting: 0, failed: [] });
  goesOn.resolve();
  await sent;
  expect(anki.notes.size).toBe(0);
});

describe("says what Anki says", () => {
  test("a note that it does not take: the others go on", async () => {
    await set({ noteType: "Lapis", mapping: { Expression: "Note" } });
    const ids = [await save("猫"), await save("犬", { notes: "a note" })];
    const { results } = await send({ ids });
    expect(results.map(({ outcome, problem }) => [outcome, problem])).toEqual([
      ["failed", "cannot create note because it is empty"],
      ["added", null],
    ]);
    await set({ noteType: "Gone" });
    expect((await send({ ids: [ids[0]!] })).results[0]).toMatchObject({
      outcome: "failed",
      problem: "model was not found: Gone",
    });
    expect((await app.json<AnkiQueue>("GET", "/api/anki/queue")).failed).toEqual([
      { id: ids[0]!, lemma: "猫", problem: "model was not found: Gone" },
    ]);
  });

  test("a refused page, a missing key, another server", async () => {
    anki.isRefusing = true;
    expect(await problem("GET", "/api/anki")).toEqual([403, "anki_refused"]);
    expect(await problem("POST", "/api/anki/notes", { ids: [await save("猫")] })).toEqual([403, "anki_refused"]);
    anki.isRefusing = false;
    await app.json("DELETE", "/api/anki/queue");
    anki.key = "secret-key-of-anki";
    expect(await problem("GET", "/api/anki")).toEqual([403, "anki_key"]);
    const { key } = await app.json<AnkiSettings>("PUT", "/api/anki/key", { key: "secret-key-of-anki" });
    expect(key).toMatchObject({ set: true, preview: "…anki" });
    expect((await app.json<AnkiState>("GET", "/api/anki")).version).toBe(6);
    await set({ url: app.url });
    expect(await problem("GET", "/api/anki")).toEqual([502, "anki_failed"]);
  });

  test("sends nothing to an address outside the home network without consent", async () => {
    expect((await set({ url: "anki.example.com" })).goesTo).toBe("cloud");
    expect(await problem("POST", "/api/anki/notes", { ids: [await save("猫")] })).toEqual([403, "consent_needed"]);
    expect(await problem("PUT", "/api/anki/settings", { url: "ftp://x" })).toEqual([400, "bad_url"]);
    expect((await set({ url: "" })).url).toBe("http://127.0.0.1:8765");
  });
});

test("reads known words from a running Anki", async () => {
  anki.decks.push("Core 2k::A_B");
  const note = (word: string, interval: number) => ({
    deckName: "Core 2k::A_B",
    modelName: "Lapis",
    tags: [],
    interval,
    fields: { Expression: `<b>${word}</b>`, ExpressionReading: "よみ" },
  });
  anki.notes.set(1, note("猫", 40)).set(2, note("犬", 3)).set(3, note("鳥", 0));
  const source = await app.json<Source>("POST", "/api/word-uploads/anki?language=ja", { decks: ["Core 2k::A_B"] });
  expect(source).toMatchObject({ name: "Anki", kind: "anki", decks: [{ name: "Core 2k::A_B", rows: 3 }] });
  expect(source.groups).toMatchObject([
    {
      name: "Lapis",
      rows: 3,
      states: { known: 1, learning: 1, new: 1 },
      guess: { word: 0, reading: 1 },
      language: "ja",
    },
  ]);
});
