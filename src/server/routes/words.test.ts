import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { ReviewQueue } from "#shared/review/review.ts";
import fc from "fast-check";
import type { Statuses, StatusChange } from "#shared/words/statuses.ts";
import type { Saved, WordDetails, WordPage } from "#shared/words/words.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";

// dictionaries load here, while the machine may be busy
setDefaultTimeout(30_000);

let app: OpenApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const save = (word: object) => app.json<Saved>("POST", "/api/words", { language: "ja", ...word });
const read = (id: string) => app.json<WordDetails>("GET", `/api/words/${id}`);
const list = (query: Record<string, string>) => app.json<WordPage>("GET", `/api/words?${new URLSearchParams(query)}`);
const statuses = (language = "ja") => app.json<Statuses>("GET", `/api/words/statuses?language=${language}`);
const text = { kind: "text", ref: "" };
const inSentence = (sentence: string, surface: string) => {
  const start = sentence.indexOf(surface);
  return { text: sentence, start, end: start + surface.length, place: text };
};

describe("saving a word", () => {
  test("finds the reading of its lemma in the sentence, and its first meanings", async () => {
    const { word, context, isNew } = await save({
      lemma: "行く",
      context: inSentence("映画に行きました。", "行きました"),
    });
    expect(word).toMatchObject({ lemma: "行く", reading: "いく", status: "new", partOfSpeech: "verb", contexts: 1 });
    expect(word.dictionaryMeaning).toContain("to go");
    expect(context).toMatchObject({ sentence: "映画に行きました。", start: 3, end: 8, verdict: "agreed" });
    expect(isNew).toBe(true);
  });

  test("adds a context when it is saved elsewhere, and changes nothing when the request is repeated", async () => {
    const first = inSentence("ドアを開けた。", "開けた");
    const { word } = await save({ lemma: "開ける", context: first });
    const again = await save({ lemma: "開ける", context: first });
    expect(again).toMatchObject({
      isNew: false,
      isNewContext: false,
      before: "new",
      word: { id: word.id, contexts: 1 },
    });
    const elsewhere = await save({ lemma: "開ける", context: inSentence("窓を開けてください。", "開けて") });
    expect(elsewhere).toMatchObject({ isNew: false, isNewContext: true, word: { id: word.id, contexts: 2 } });
    const { contexts } = await read(word.id);
    expect(contexts.map(({ sentence }) => sentence)).toEqual(["窓を開けてください。", "ドアを開けた。"]);
  });

  test("keeps only the sentence of a longer text, with the span in it", async () => {
    const { context } = await save({ lemma: "雨", context: inSentence("昨日は晴れでした。今日は雨です。", "雨") });
    expect(context).toMatchObject({ sentence: "今日は雨です。", start: 3, end: 4 });
  });

  test("keeps a correction as a word of its own", async () => {
    const { word } = await save({ kind: "correction", lemma: "映画を見ました。", wrong: "映画が見ました。" });
    expect(word).toMatchObject({
      kind: "correction",
      lemma: "映画を見ました。",
      wrong: "映画が見ました。",
      reading: "",
    });
    expect((await statuses()).new).not.toContain("映画を見ました。");
  });

  test("refuses a word without a lemma, and a span outside of the text", async () => {
    const status = async (word: object) =>
      (await app.request("POST", "/api/words", { language: "ja", ...word })).status;
    expect(await status({ lemma: "  " })).toBe(400);
    expect(await status({ lemma: "雨", context: { text: "雨", start: 0, end: 2, place: text } })).toBe(400);
  });
});

describe("a deleted word", () => {
  test("is gone everywhere, and comes back as it was", async () => {
    const { word } = await save({ lemma: "猫", context: inSentence("猫がいる。", "猫") });
    await app.json("DELETE", `/api/words/${word.id}`);
    expect((await app.request("GET", `/api/words/${word.id}`)).status).toBe(404);
    expect((await list({ q: "猫" })).total).toBe(0);
    expect((await statuses()).new).not.toContain("猫");
    expect(await app.json<WordDetails>("POST", `/api/words/${word.id}/restore`)).toMatchObject({
      word: { contexts: 1 },
    });
    expect((await statuses()).new).toContain("猫");
  });

  test("comes back with its contexts when it is saved again", async () => {
    const { word } = await save({ lemma: "犬", context: inSentence("犬がいる。", "犬") });
    await app.json("DELETE", `/api/words/${word.id}`);
    const again = await save({ lemma: "犬" });
    expect(again).toMatchObject({ isNew: true, before: null, word: { id: word.id, contexts: 1 } });
  });

  test("can lose one context, which can be restored", async () => {
    const { word, context } = await save({ lemma: "鳥", context: inSentence("鳥がいる。", "鳥") });
    const path = `/api/words/${word.id}/contexts/${context?.id}`;
    expect(await app.json<WordDetails>("DELETE", path)).toMatchObject({ word: { contexts: 0 }, contexts: [] });
    expect((await app.json<WordDetails>("POST", `${path}/restore`)).contexts).toHaveLength(1);
  });
});

describe("the status of a word", () => {
  const mark = (lemma: string, status: string | null, reading?: string) =>
    app.json<StatusChange>("PUT", "/api/words/status", { language: "ja", lemma, status, reading });

  test("is set without saving it, and taken back", async () => {
    expect(await mark("学校", "known")).toMatchObject({ status: "known", before: null });
    expect(await mark("学校", "ignored")).toMatchObject({ status: "ignored", before: "known" });
    expect((await statuses()).ignored).toContain("学校");
    expect(await mark("学校", null)).toMatchObject({ id: null, status: null, before: "ignored" });
    expect((await statuses()).ignored).not.toContain("学校");
  });

  test("is refused for a lemma of white space, which would be an empty one", async () => {
    const asked = { language: "ja", lemma: " \n", status: "known" };
    expect((await app.request("PUT", "/api/words/status", asked)).status).toBe(400);
    expect((await list({ status: "known" })).words.map(({ lemma }) => lemma)).not.toContain("");
  });

  test("of a known word becomes new when it is saved, and that of a word in review stays", async () => {
    await mark("先生", "known");
    expect(await save({ lemma: "先生" })).toMatchObject({ before: "known", isNew: false, word: { status: "new" } });
    await mark("先生", "learning");
    expect(await save({ lemma: "先生" })).toMatchObject({ word: { status: "learning" } });
  });

  test("belongs to each reading where two words share a lemma", async () => {
    await mark("市場", "known", "いちば");
    await mark("市場", "new", "しじょう");
    expect((await statuses()).several["市場"]).toEqual({ いちば: "known", しじょう: "new" });
    await mark("市場", null, "しじょう");
    expect((await statuses()).known).toContain("市場");
  });

  test("is announced with what the lemma has now", async () => {
    const response = await fetch(`${app.url}/api/events`);
    await mark("電車", "known");
    let seen = "";
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      seen += chunk;
      if (seen.includes('"words"')) break;
    }
    expect(seen).toContain('"type":"words","language":"ja","statuses":{"電車":"known"}');
  });
});

describe("the list", () => {
  test("finds a word by its text, its reading in any notation, its meaning and its notes", async () => {
    const { word } = await save({
      language: "zh-Hans",
      lemma: "北京",
      reading: "Běijīng",
      meaning: "the capital",
      notes: "ask Li",
    });
    for (const q of ["北京", "beijing", "bei3jing1", "Běijīng", "capital", "ask li", "BEIJING"]) {
      const { words } = await list({ q, language: "zh-Hans" });
      expect([q, words.map(({ id }) => id)]).toEqual([q, [word.id]]);
    }
    for (const q of ["béijǐng", "shanghai", "京北"])
      expect([q, (await list({ q, language: "zh-Hans" })).total]).toEqual([q, 0]);
    await save({ lemma: "昨日", reading: "きのう" });
    for (const q of ["kinou", "キノウ", "きのう"]) expect((await list({ q })).words[0]?.lemma).toBe("昨日");
  });

  test("finds a word by the forms that it has in its sentences, until they are deleted", async () => {
    const { word, context } = await save({
      lemma: "走る",
      context: inSentence("犬が走っていました。", "走っていました"),
    });
    const byForm = async () => (await list({ q: "走っていました" })).words.map(({ lemma }) => lemma);
    expect(await byForm()).toEqual(["走る"]);
    const path = `/api/words/${word.id}/contexts/${context!.id}`;
    await app.json("DELETE", path);
    expect(await byForm()).toEqual([]);
    await app.json("POST", `${path}/restore`);
    expect(await byForm()).toEqual(["走る"]);
  });

  test("a Korean word has the reading that it has alone, whatever follows it", async () => {
    const { word } = await save({ language: "ko", lemma: "값", context: inSentence("값도 올랐어요.", "값") });
    const again = await save({ language: "ko", lemma: "값", context: inSentence("값을 물었어요.", "값") });
    expect(again.word).toMatchObject({ id: word.id, reading: "갑", contexts: 2 });
    const library = await save({ language: "ko", lemma: "도서관", context: inSentence("도서관에서 봐요.", "도서관") });
    expect(library.word.reading).toBe("");
    for (const { id } of [word, library.word]) await app.json("DELETE", `/api/words/${id}`);
  });

  test("filters, sorts and counts, page by page", async () => {
    for (const lemma of ["가다", "나무", "다리"]) await save({ language: "ko", lemma, reading: "" });
    await save({
      language: "ko",
      lemma: "라면",
      context: { ...inSentence("라면을 먹어요.", "라면"), verdict: "guess" },
    });
    const first = await list({ language: "ko", sort: "lemma", limit: "3" });
    expect(first).toMatchObject({ total: 4, next: 3 });
    expect(first.words.map(({ lemma }) => lemma)).toEqual(["가다", "나무", "다리"]);
    const rest = await list({ language: "ko", sort: "lemma", limit: "3", offset: "3" });
    expect(rest).toMatchObject({
      next: null,
      words: [{ lemma: "라면", sentence: { text: "라면을 먹어요.", start: 0, end: 2 } }],
    });
    expect((await list({ language: "ko", doubt: "true" })).words.map(({ lemma }) => lemma)).toEqual(["라면"]);
    expect((await list({ language: "ko", source: "text" })).total).toBe(1);
    expect((await list({ language: "ko", source: "import" })).total).toBe(0);
  });

  test("has the words with a review that is due", async () => {
    const { word } = await save({ language: "ko", lemma: "바다", reading: "" });
    const due = (at: number) => list({ language: "ko", due: String(at) });
    expect((await due(Date.now() + 86_400_000)).total).toBe(0);
    const { cards } = await app.json<ReviewQueue>("GET", "/api/review?language=ko&more=20");
    const card = cards.find((each) => each.word.id === word.id)!;
    await app.json("POST", `/api/review/${card.id}`, { grade: 1, key: "바다", version: card.version, tookMs: 0 });
    expect((await due(Date.now() + 86_400_000)).words.map(({ id }) => id)).toEqual([word.id]);
    expect((await due(1_000)).total).toBe(0);
  });

  test("names all words that fit, for a change or an export", async () => {
    const { words } = await list({ language: "ko", limit: "100" });
    const { ids } = await app.json<{ ids: string[] }>("GET", "/api/words/ids?language=ko");
    expect(ids).toEqual(words.map(({ id }) => id));
    expect(await app.json("GET", `/api/words/ids?${new URLSearchParams({ q: "라면" })}`)).toMatchObject({
      ids: [expect.any(String)],
    });
  });

  test("changes many words at once, and says what they were", async () => {
    const lemmas = ["먹다", "마시다"];
    const ids = await Promise.all(
      lemmas.map(async (lemma) => (await save({ language: "ko", lemma, reading: "" })).word.id),
    );
    const bulk = (change: object) => app.json<{ changed: number; before: object }>("POST", "/api/words/bulk", change);
    expect(await bulk({ which: { ids }, change: { status: "known" } })).toMatchObject({
      changed: 2,
      before: { new: ids },
    });
    expect(await bulk({ which: { ids }, change: { status: "known" } })).toMatchObject({ changed: 0 });
    expect(await bulk({ which: { filter: { q: "마시" } }, change: { isDeleted: true } })).toMatchObject({ changed: 1 });
    expect(await bulk({ which: { ids }, change: { isDeleted: false } })).toMatchObject({
      changed: 1,
      before: { known: [ids[1]] },
    });
  });
});

test("however often and in whatever order a word is saved, it is there once for each of its readings", async () => {
  const readings = fc.array(fc.constantFrom("", "ぬぬ", "のの"), { minLength: 1, maxLength: 6 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(readings, async (asked) => {
      const lemma = `ヌ々${"〃".repeat(run++)}`; // in no dictionary
      const all = () =>
        list({ language: "ja", q: lemma }).then(({ words }) => words.filter((word) => word.lemma === lemma));
      for (const reading of asked) {
        const { word } = await save({ lemma, reading });
        if (reading !== "") expect(word.reading).toBe(reading);
      }
      const before = await all();
      const distinct = new Set(asked.filter((reading) => reading !== ""));
      expect(before).toHaveLength(Math.max(1, distinct.size));
      for (const reading of asked.toReversed()) await save({ lemma, reading });
      const key = (words: typeof before) => words.map((word) => `${word.id} ${word.reading}`).toSorted();
      expect(key(await all())).toEqual(key(before));
    }),
    { numRuns: 15 },
  );
});

test("an id that is named twice counts once: in a change of many, and in an export", async () => {
  const { word } = await save({ lemma: "二度", reading: "にど" });
  const ids = [word.id, word.id];
  const change = { which: { ids }, change: { status: "known" } };
  expect(await app.json<object>("POST", "/api/words/bulk", change)).toMatchObject({ changed: 1 });
  const { words } = await app.json<{ words: number }>("POST", "/api/word-exports", { format: "csv", ids });
  expect(words).toBe(1);
});

test("takes every text as a search of words (T27)", async () => {
  await save({ lemma: "百点", reading: "ひゃくてん", meaning: "100% _right_" });
  for (const q of [
    '"',
    "*",
    "%",
    "_",
    "^-",
    "NEAR(",
    "a\u0000b",
    "\\",
    "'; DROP TABLE words; --",
    "👩‍👩‍👧",
    "あ".repeat(200),
  ])
    expect((await app.request("GET", `/api/words?${new URLSearchParams({ q })}`)).status).toBe(200);
  const found = async (q: string) => (await list({ language: "ja", q })).words.map((word) => word.lemma);
  expect(await found("0% _r")).toEqual(["百点"]);
  expect(await found("1%right")).toEqual([]);
});

test("a learner's meaning and notes are kept, and found", async () => {
  const { word } = await save({ lemma: "花火" });
  const path = `/api/words/${word.id}`;
  const changed = await app.json<WordDetails>("PUT", path, { meaning: "fireworks!", notes: "夏" });
  expect(changed.word).toMatchObject({ meaning: "fireworks!", notes: "夏" });
  expect((await list({ q: "fireworks!" })).total).toBe(1);
  expect((await app.json<WordDetails>("PUT", path, { meaning: "" })).word.meaning).toBeNull();
});
