import { Database } from "bun:sqlite";
import { expect, setDefaultTimeout, test } from "bun:test";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { SearchPage, SearchResult } from "#shared/search.ts";
import { closeDatabase, openDatabase } from "#server/db/open.ts";
import { buildWordAt } from "#test/builders.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { openWithOllama } from "#test/open-with-upstream.ts";
import { seedFolder } from "#test/seed-conversations.ts";
import { type StoredConversation, storeConversations } from "#test/store-conversations.ts";
import { byTask } from "#test/upstream/by-task.ts";

// a dictionary is loaded here, which takes long on a busy machine
setDefaultTimeout(60_000);

const searchPage = (app: OpenApp, q: string, query: Record<string, string> = {}) =>
  app.json<SearchPage>("GET", `/api/search?${new URLSearchParams({ q, ...query })}`);

/** All pages. */
async function find(app: OpenApp, q: string, query: Record<string, string> = {}): Promise<SearchResult[]> {
  const results: SearchResult[] = [];
  for (let before: Record<string, string> = {}; ;) {
    const page = await searchPage(app, q, { ...query, ...before });
    results.push(...page.results);
    if (page.next === null) return results;
    before = { before: String(page.next) };
  }
}
const shown = ({ kind, excerpt }: SearchResult) =>
  `${kind}: ${excerpt.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("")}`;
const findShown = async (app: OpenApp, q: string, query = {}) => (await find(app, q, query)).map(shown);

/** The engine reads in the background: asks until this is found. */
async function untilFound(app: OpenApp, q: string, count = 1): Promise<string[]> {
  for (;;) {
    const found = await findShown(app, q);
    if (found.length >= count) return found;
  }
}

/** An app with these conversations. */
async function open(conversations: readonly StoredConversation[]) {
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-search-"));
  closeDatabase(openDatabase(join(dataDir, "blossom.db")));
  const ids = storeConversations(
    dataDir,
    conversations.map((each) => ({ title: "題", ...each })),
  );
  const app = await openApp({ dataDir });
  while ((await searchPage(app, "x")).isIndexing);
  return Object.assign(app, {
    ids,
    async [Symbol.asyncDispose]() {
      await app.stop();
      fs.rmSync(dataDir, { recursive: true });
    },
  });
}

test("finds one character, any part of a word, and text in any width, case or script", async () => {
  const asked = "ｶﾞｯｺｳで Ｗｏｒｄ を學ぶ。**映画**を見た";
  await using app = await open([{ asked, text: "はい。" }]);
  const all = ["映", "を", "ガッコウ", "がっこう", "ｶﾞｯ", "word", "OR", "学ぶ", "學", "映画を見", "word 映画", "**映"];
  for (const q of all) expect([q, (await find(app, q)).length]).toEqual([q, 1]);
  for (const q of ["カ゚", "見る", "映 犬", "wordを学ばない"]) expect([q, await findShown(app, q)]).toEqual([q, []]);
  expect(await findShown(app, "映画を")).toEqual(["message: ｶﾞｯｺｳで Ｗｏｒｄ を學ぶ。[映画を]見た"]);
});

test("finds every part of every message", async () => {
  const text = fc
    .oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
      fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom(
          ...Array.from("昨日友達と映画がｶﾞﾊﾟ゛学學ひらカナー한국어각가 movie ßÉ*_`~😀👩‍👧的们 \n．。「"),
        ),
        minLength: 1,
        maxLength: 60,
      }),
    )
    .map((each) => each.toWellFormed().normalize("NFC"))
    .filter((each) => each.trim() !== "");
  const texts = fc.sample(text, { numRuns: 60, seed: 7 });
  await using app = await open(texts.map((asked) => ({ asked, text: "x" })));
  const cut = fc.tuple(fc.nat({ max: texts.length - 1 }), fc.nat(), fc.nat()).map(([n, a, b]) => {
    const letters = Array.from(texts[n]!);
    const from = a % letters.length;
    return { n, part: letters.slice(from, from + 1 + (b % (letters.length - from))).join("") };
  });
  await fc.assert(
    fc.asyncProperty(cut, async ({ n, part }) => {
      fc.pre(part.trim() !== "");
      const found = await find(app, part, { limit: "50" });
      expect(found.map(({ conversation }) => conversation.id)).toContain(app.ids[n]!);
    }),
    { numRuns: 250, seed: 11 },
  );
});

test("takes every text as a search (T27)", async () => {
  await using app = await open([{ asked: "猫が好き。", text: "はい。" }]);
  const operators = ['"', "'", "*", "NEAR(", "^", "-", "a OR b", "AND", "NOT", "(", "{", "col:", "%", "_", "\\", "\0"];
  const hostile = [
    ...operators,
    "\uD800",
    "\uDE00x",
    "  ",
    "　",
    "😀",
    "a".repeat(10_000),
    "\u0301",
    "''; DROP TABLE x",
  ];
  for (const q of hostile) await searchPage(app, q.toWellFormed());
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.string(),
        fc.array(fc.constantFrom(...operators)).map((all) => all.join(" ")),
      ),
      async (q) => {
        const { results, next } = await searchPage(app, q.toWellFormed());
        expect([results.length <= 20, next]).toEqual([true, next]);
      },
    ),
    { numRuns: 200, seed: 3 },
  );
});

test("finds a word by its reading, across words, and by another reading that fits", async () => {
  await using app = await open([{ asked: "昨日友達と映画を見た。", text: "今日は人気がない。" }]);
  expect(await untilFound(app, "きのう")).toEqual(["message: [昨日]友達と映画を見た。"]);
  expect(await findShown(app, "キノウともだちと")).toEqual(["message: [昨日友達と]映画を見た。"]);
  expect(await findShown(app, "さくじつ")).toEqual(["message: [昨日]友達と映画を見た。"]);
  expect(await findShown(app, "kinou")).toEqual(["message: [昨日]友達と映画を見た。"]);
  expect(await findShown(app, "にんき")).toEqual(["message: 今日は[人気]がない。"]);
  expect(await findShown(app, "あした")).toEqual([]);
  for (const q of ["kinou eiga", "kinou 映画", "えいが kinou"])
    expect([q, await findShown(app, q)]).toEqual([q, ["message: [昨日]友達と[映画]を見た。"]]);
  expect(await findShown(app, "kinou ashita")).toEqual([]);
});

test("finds Chinese by pinyin with and without tones, by tone numbers and by Zhuyin", async () => {
  await using app = await open([
    { asked: "我昨天去了北京。", text: "旅行怎么样？", language: "zh-Hans" },
    { asked: "他們昨天在學校。", text: "喔。", language: "zh-Hant" },
  ]);
  await untilFound(app, "zuotian", 2);
  for (const q of [
    "zuotian",
    "zuo tian",
    "zuótiān",
    "zuó tiān",
    "ZuoTian",
    "zuo2tian1",
    "zuo2 tian1",
    "ㄗㄨㄛˊㄊㄧㄢ",
    "ㄗㄨㄛㄊㄧㄢ",
  ])
    expect([q, await findShown(app, q)]).toEqual([q, ["message: 他們[昨天]在學校。", "message: 我[昨天]去了北京。"]]);
  expect(await findShown(app, "zuǒtiān")).toEqual([]);
  expect(await findShown(app, "lǚxíng")).toEqual(["message: [旅行]怎么样？"]);
  expect(await findShown(app, "lvxing")).toEqual(["message: [旅行]怎么样？"]);
  expect(await findShown(app, "学校")).toEqual(["message: 他們昨天在[學校]。"]);
  for (const q of ["xue2xiao4 zuo2tian1", "ㄒㄩㄝˊㄒㄧㄠˋ zuotian", "xue2xiao4 昨天"])
    expect([q, await findShown(app, q)]).toEqual([q, ["message: 他們[昨天]在[學校]。"]]);
});

test("finds Korean by spelling and by pronunciation", async () => {
  await using app = await open([{ asked: "저는 학교에 갔습니다.", text: "네.", language: "ko" }]);
  expect(await findShown(app, "학교")).toEqual(["message: 저는 [학교]에 갔습니다."]);
  expect(await untilFound(app, "학꾜")).toEqual(["message: 저는 [학교]에 갔습니다."]);
  expect(await findShown(app, "하")).toEqual([]);
});

test("finds a sentence by its translation, its note and the meanings of its words", async () => {
  const text = "映画を見た。";
  const words = [
    buildWordAt(text, 0, 2, { reading: "えいが", meaning: "movie", dictionaryMeanings: ["movie", "film"] }),
    buildWordAt(text, 3, 5, { lemma: "見る", meaning: "watched" }),
  ];
  const card = { text, words, translation: "I saw a picture show.", note: "を marks what was seen." };
  await using app = await open([{ asked: text, card }]);
  expect(await findShown(app, "picture show")).toEqual(["card: I saw a [picture] [show]."]);
  expect(await findShown(app, "film")).toEqual(["card: 映画 movie; [film]"]);
  const only = await app.json<SearchPage>("GET", "/api/search?cards=true&q=film");
  expect(only.results.map(({ kind }) => kind)).toEqual(["card"]);
  expect(await findShown(app, "watched")).toEqual(["card: 見る [watched]"]);
  expect(await findShown(app, "marks what")).toEqual(["card: を [marks] [what] was seen."]);
  expect(await findShown(app, "映画を")).toEqual(["message: [映画を]見た。"]);
});

test("finds new text at once: a message, its answer, a correction, another answer and filled-in parts", async () => {
  let answers = 0;
  const script = byTask({
    reply: () => ({ text: answers++ === 0 ? "そうですか。" : "面白いですね。" }),
    correct: "猫が好きです。",
    explain: "0 Cats are nice.\n1 the cat\n",
    title: "動物の話",
  });
  await using opened = await openWithOllama({ script });
  const { app } = opened;
  const { conversationId, messageId, generationId } = await app.send("猫を好きです。");
  expect(await findShown(app, "好きです")).toContain("message: 猫を[好きです]。");
  await app.events(generationId);
  expect(await findShown(app, "そうです")).toEqual(["message: [そうです]か。"]);
  const again = await app.request(
    "POST",
    `/api/messages/${messageId}/answers`,
    { task: "correct" },
    { prefer: "respond-async" },
  );
  if (again.ok) await app.events(((await again.json()) as { generationId: string }).generationId);
  expect(await findShown(app, "猫が好き")).toEqual(["message: 猫を好きです。 [猫が好き]です。"]);
  const { messages } = await app.conversation(conversationId!);
  const reply = messages.find(({ role }) => role === "tutor")!;
  const retried = await app.request(
    "POST",
    `/api/messages/${reply.id}/retry`,
    { mode: "retry" },
    { prefer: "respond-async" },
  );
  await app.events(((await retried.json()) as { generationId: string }).generationId);
  expect(await findShown(app, "面白い")).toEqual(["message: [面白い]ですね。"]);
  expect(await findShown(app, "そうです")).toEqual([]);
  await app.json("PATCH", `/api/conversations/${conversationId}`, { title: "わたしの犬" });
  expect(await findShown(app, "の犬")).toEqual(["title: わたし[の犬]"]);
});

test("shows titles first, then messages, newest first, in pages without a gap", async () => {
  const dataDir = seedFolder(
    Array.from({ length: 30 }, (_, n) => ({ id: `c${n}`, title: n % 3 === 0 ? `映画 ${n}` : "別の話", exchanges: 12 })),
  );
  await using app = await openApp({ dataDir });
  while ((await searchPage(app, "映画")).isIndexing) await Bun.sleep(10);
  const found = await find(app, "映画");
  expect(found.slice(0, 6).map(({ kind }) => kind)).toEqual(["title", "title", "title", "title", "title", "message"]);
  const keys = found.map(({ kind, messageId, conversation }) => `${kind} ${messageId ?? conversation.id}`);
  expect([keys.length, new Set(keys).size]).toEqual([10 + 30 * 12 * 2, keys.length]);
  expect(found[5]?.conversation.id).toBe("c29");
});

test("finds restored conversations, nothing in the bin, and only results that pass the filters", async () => {
  await using app = await open([
    { asked: "猫が好き。", text: "犬は？", title: "猫の話" },
    { asked: "猫喜歡魚。", text: "對。", language: "zh-Hant" },
  ]);
  const [first, second] = app.ids;
  const ids = async (query = {}) => (await find(app, "猫", query)).map(({ conversation }) => conversation.id);
  expect(await ids()).toEqual([first!, second!, first!]);
  expect(await ids({ lang: "zh-Hant" })).toEqual([second!]);
  await app.json("PATCH", `/api/conversations/${second}`, { pinned: true });
  expect(await ids({ pinned: "true" })).toEqual([second!]);
  await app.json("DELETE", `/api/conversations/${first}`);
  expect(await ids()).toEqual([second!]);
  await app.json("POST", `/api/conversations/${first}/restore`);
  expect(await ids()).toEqual([first!, second!, first!]);
});

test("rebuilds the index when its version changes", async () => {
  const dataDir = seedFolder([{ id: "c0", title: "猫", exchanges: 3 }]);
  {
    await using app = await openApp({ dataDir });
    expect((await find(app, "映画")).length).toBe(6);
  }
  const db = openDatabase(join(dataDir, "blossom.db"));
  db.run("UPDATE search_version SET version = 0");
  db.run("UPDATE search_documents SET document = x'00'");
  closeDatabase(db);
  await using app = await openApp({ dataDir });
  while ((await searchPage(app, "映画")).isIndexing) await Bun.sleep(10);
  expect((await find(app, "映画")).length).toBe(6);
});

test("finds a word by the reading that the learner settled, and no longer by another one", async () => {
  const text = "田中大翔さんです。";
  await using app = await open([{ asked: text, text: "はい。" }]);
  await findShown(app, "x");
  const { texts } = await app.json<{ texts: { words: { surface: string; start: number; end: number }[] }[] }>(
    "POST",
    "/api/analyse",
    { language: "ja", texts: [text] },
  );
  const name = texts[0]!.words.find(({ surface }) => surface.includes("翔"))!;
  const settle = { language: "ja", text, start: name.start, end: name.end, reading: "そらたろう" };
  await app.json("POST", "/api/readings/settle", settle);
  expect(await untilFound(app, "そらたろう")).toEqual([`message: 田中[${name.surface}]さんです。`]);
});

test("keeps nothing of a conversation that was deleted for good", async () => {
  await using app = await open([{ asked: "秘密の宝箱が庭にある。", text: "はい。", title: "宝箱の話" }]);
  await untilFound(app, "たからばこ");
  expect((await find(app, "宝箱")).length).toBe(2);
  await app.json("DELETE", `/api/conversations/${app.ids[0]}`);
  await app.json("DELETE", "/api/bin");
  using db = new Database(join(app.dataDir, "blossom.db"), { readonly: true });
  const count = (from: string) => db.query(`SELECT count(*) AS count FROM ${from}`).get();
  expect([count("search_documents"), count("search_queue")]).toEqual([{ count: 0 }, { count: 0 }]);
  // the index has 16 bytes of structure and no segment
  expect(db.query("SELECT max(id) AS id FROM search_index_data").get()).toEqual({ id: 10 });
});

test("reads few of the long messages in one request, and the others in the next ones", async () => {
  const long = "昨日友達と映画を見に行きました。".repeat(600);
  await using app = await open(Array.from({ length: 12 }, (_, n) => ({ asked: `${long}${n}`, text: "はい。" })));
  const page = await searchPage(app, "映画");
  expect(page.results.length).toBeGreaterThan(0);
  expect(page.results.length).toBeLessThan(6);
  expect(await find(app, "映画")).toHaveLength(12);
});
