import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import type { z } from "zod";
import { analysisSchema } from "#shared/analysis.ts";
import type { LookUp, ShownEntry } from "#shared/dictionaries.ts";
import { openApp } from "#test/open-app.ts";

// dictionaries load here, while the machine may be busy
setDefaultTimeout(30_000);

const app = await openApp();
afterAll(() => app[Symbol.asyncDispose]());

const analyse = (body: object) => app.json<z.infer<typeof analysisSchema>>("POST", "/api/analyse", body);
const entries = async (query: Record<string, string>) =>
  (await app.json<{ entries: ShownEntry[] }>("GET", `/api/dictionary?${new URLSearchParams(query).toString()}`))
    .entries;

test("analyses several texts without a model: words, readings and meanings", async () => {
  const { texts, engine } = await analyse({ language: "zh-Hans", texts: ["我想去北京。", "", "银行"] });
  expect(engine).not.toBe("");
  expect(texts.map(({ words }) => words.map(({ surface }) => surface))).toEqual([
    ["我", "想", "去", "北京"],
    [],
    ["银行"],
  ]);
  expect(texts[2]?.words[0]).toMatchObject({ reading: "yínháng", state: "known" });
  expect(texts[2]?.words[0]?.dictionaryMeanings?.[0]).toContain("bank");
});

test.each([
  ["ja", "がっこうで学校のごはんを食べました。", ["学校", "ごはん"]],
  ["ko", "한국어 문법을 같이 공부합니다.", ["한국어", "문법"]],
  ["zh-Hans", "é\ud800 我们去北京", ["我们", "北京"]],
])("gives the places of words in the text as it was given when it is decomposed: %s", async (language, text, some) => {
  const given = text.normalize("NFD");
  const { texts } = await analyse({ language, texts: [given] });
  const words = texts[0]!.words;
  expect(words.map(({ surface }) => surface.normalize("NFC"))).toEqual(expect.arrayContaining(some));
  for (const { start, end, surface } of words) expect(given.slice(start, end)).toBe(surface);
});

test.each([
  // the levels that the dictionaries give: 猫 and 行く are in the first list of a course, 議論 is not
  ["ja", "猫が議論に行きました", { 猫: 1, が: 1, 議論: 3, に: 1, 行きました: 1 }],
  ["zh-Hans", "我喜欢熊猫", { 我: 1, 喜欢: 1, 熊猫: 3 }],
  ["zh-Hant", "我喜歡熊貓", { 我: 1, 喜歡: 1, 熊貓: 3 }],
  ["ko", "친구를 만났어요", { 친구: 1, 를: 1, 만났어요: 1 }],
  ["ja", "ヱヰ", { ヱヰ: undefined }],
])("gives words the level of their dictionary entry: %s %s", async (language, text, expected) => {
  const { texts } = await analyse({ language, texts: [text] });
  const levels = Object.fromEntries(texts[0]?.words.map(({ surface, level }) => [surface, level]) ?? []);
  expect(levels).toEqual(expected);
});

test("says which learning language fits a text better", async () => {
  const all = ["학교에 가요", "昨日友達と会いました", "这是我的书", "這是我的書"];
  const better = async (language: string) =>
    (await analyse({ language, texts: all })).texts.map(({ betterLanguage }) => betterLanguage);
  expect(await better("ja")).toEqual(["ko", null, "zh-Hans", "zh-Hant"]);
  expect(await better("zh-Hans")).toEqual(["ko", "ja", null, "zh-Hant"]);
  expect(await better("ko")).toEqual([null, "ja", "zh-Hans", "zh-Hant"]);
});

test("reads Traditional Chinese as the learner has chosen, from the next request on", async () => {
  const readings = async () => {
    const { texts } = await analyse({ language: "zh-Hant", texts: ["研究垃圾"] });
    return texts[0]?.words.map(({ reading }) => reading);
  };
  expect(await readings()).toEqual(["yánjiū", "lājī"]);
  await app.json("PUT", "/api/settings", { traditionalReadings: "taiwan" });
  expect(await readings()).toEqual(["yánjiù", "lèsè"]);
  await app.json("PUT", "/api/settings", { traditionalReadings: "mainland" });
  expect(await readings()).toEqual(["yánjiū", "lājī"]);
});

test("loads a language when no text is given", async () => {
  expect((await analyse({ language: "ko", texts: [] })).texts).toEqual([]);
});

test.each([
  [
    "too much text",
    { language: "ja", texts: ["猫".repeat(100_001), "猫".repeat(100_000)] },
    400,
    /texts: at most 200000/,
  ],
  ["too many texts", { language: "ja", texts: Array.from({ length: 201 }, () => "猫") }, 400, /texts/],
  ["an unknown language", { language: "fr", texts: [] }, 400, /language/],
  ["a text that is none", { language: "ja", texts: [1] }, 400, /texts\.0/],
])("refuses %s", async (_, body, status, reason) => {
  const response = await app.request("POST", "/api/analyse", body);
  expect(response.status).toBe(status);
  expect(((await response.json()) as { error: { message: string } }).error.message).toMatch(reason);
});

test.each(["\uD800", "😀".repeat(100), "<script>alert(1)</script>", "שלום עולם", "。。。！！！", "\u0000\u0001"])(
  "answers for %j",
  async (text) => {
    for (const language of ["ja", "zh-Hans", "ko"]) {
      const { texts } = await analyse({ language, texts: [text] });
      expect(texts).toHaveLength(1);
    }
  },
);

test("analyses 200,000 characters while a short text is answered first", async () => {
  const done: string[] = [];
  const long = analyse({ language: "zh-Hans", texts: ["我想去北京。".repeat(33_000)] }).then(() => done.push("long"));
  await analyse({ language: "zh-Hans", texts: ["我想去北京。"] }).then(() => done.push("short"));
  await long;
  expect(done).toEqual(["short", "long"]);
});

test("looks a word up, with the name of the dictionary, and puts entries with another reading last", async () => {
  const found = await entries({ language: "zh-Hans", surface: "还", reading: "huán" });
  expect(found[0]).toMatchObject({ readings: ["huán"], fits: true, meaningsIn: "en" });
  expect(found[0]?.dictionaryName).toContain("CEDICT");
  expect(found.at(-1)?.fits).toBe(false);
  expect(await entries({ language: "zh-Hans", surface: "没有这个词啊" })).toEqual([]);
});

const lookUp = (query: Record<string, string>) =>
  app.json<LookUp>("GET", `/api/dictionary?${new URLSearchParams(query).toString()}`);

test("says how the characters of a word are read, what they mean and which parts they have", async () => {
  const { characters } = await lookUp({ language: "zh-Hans", surface: "妈妈", reading: "māma" });
  expect(characters).toEqual([
    {
      character: "妈",
      readings: ["mā"],
      meanings: ["mother"],
      meaningsIn: "en",
      parts: [
        { character: "女", role: "meaning", meaning: "woman" },
        { character: "马", role: "sound", meaning: "horse" },
      ],
    },
  ]);
  const [eaten] = (await lookUp({ language: "ja", surface: "食べる", reading: "たべる" })).characters;
  expect(eaten?.meanings).toEqual(["food", "meal"]); // as a counter it is one of meals
  const [kanji] = (await lookUp({ language: "ja", surface: "語", reading: "ご" })).characters;
  // a hanzi that means something else in Chinese lends no meaning to the kanji, nor do the parts
  expect(kanji?.parts).toEqual([
    { character: "言", role: "meaning", meaning: "" },
    { character: "吾", role: "sound", meaning: "" },
  ]);
  const [daughter] = (await lookUp({ language: "ja", surface: "娘" })).characters;
  expect(daughter?.meanings.join()).not.toContain("mother");
});

test.each([
  ["an inflected word", { language: "ja", surface: "行きました", lemma: "行く" }, ["行"]],
  ["the same character twice", { language: "ja", surface: "人人" }, ["人"]],
  ["a word without characters", { language: "ko", surface: "학교" }, []],
  ["a reading in brackets", { language: "ja", surface: "昨日（きのう）" }, ["昨", "日"]],
  ["a word that no dictionary has", { language: "zh-Hant", surface: "語🙂x" }, ["語"]],
])("lists the characters of %s", async (_, query, expected) => {
  expect((await lookUp(query)).characters.map(({ character }) => character)).toEqual(expected);
});

test("makes a card with words, readings and meanings when there is no model", async () => {
  const response = await app.request(
    "POST",
    "/api/cards",
    { text: "我去银行。", language: "zh-Hans" },
    { prefer: "respond-async" },
  );
  const { generationId } = (await response.json()) as { generationId: string };
  const words = (await app.events(generationId)).flatMap((event) => (event.type === "words" ? event.words : []));
  expect(words.map(({ surface, reading }) => `${surface} ${reading}`)).toEqual(["我 wǒ", "去 qù", "银行 yínháng"]);
  expect(words.every(({ dictionaryMeanings }) => (dictionaryMeanings?.length ?? 0) > 0)).toBe(true);
});

test("sends the words of a long text in chunks, so that other requests are answered between them", async () => {
  const text = "我想去北京。".repeat(3_000);
  const body = JSON.stringify({ language: "zh-Hans", texts: [text] });
  const { chunks, json } = await readChunks("/api/analyse", body);
  const { texts } = analysisSchema.parse(JSON.parse(json));
  expect(texts[0]!.words.map(({ surface }) => surface).join("")).toBe(text.replaceAll("。", ""));
  expect(chunks.length).toBeGreaterThan(10);
  expect(Math.max(...chunks)).toBeLessThan(100_000);
});

/** The chunks of a response as the server sent them (RFC 9112, 7.1): their lengths, and what they say. */
async function readChunks(path: string, body: string) {
  const { hostname, port, host } = new URL(app.url);
  const received: Buffer[] = [];
  const ended = Promise.withResolvers<void>();
  await using socket = {
    tcp: await Bun.connect({
      hostname,
      port: Number(port),
      socket: {
        data: (_, data) => void received.push(Buffer.from(data)),
        close: () => ended.resolve(),
        error: (_, error) => ended.reject(error),
      },
    }),
    async [Symbol.asyncDispose]() {
      this.tcp.end();
    },
  };
  const head = [`POST ${path} HTTP/1.1`, `host: ${host}`, "content-type: application/json", "connection: close"];
  socket.tcp.write(`${[...head, `content-length: ${Buffer.byteLength(body)}`].join("\r\n")}\r\n\r\n`);
  socket.tcp.write(body);
  await ended.promise;
  const response = Buffer.concat(received);
  const chunks: number[] = [];
  const parts: Buffer[] = [];
  for (let at = response.indexOf("\r\n\r\n") + 4; at < response.length;) {
    const end = response.indexOf("\r\n", at);
    const length = Number.parseInt(response.subarray(at, end).toString(), 16);
    if (!(length > 0)) break;
    chunks.push(length);
    parts.push(response.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
  return { chunks, json: Buffer.concat(parts).toString() };
}

test.each([
  ["conflict", "昨日来た", [{ end: 2, reading: "きょう" }], "昨日", "conflict", "きょう"],
  ["agrees", "昨日来た", [{ end: 2, reading: "きのう" }], "昨日", "agrees", "きのう"],
  ["kana inside", "食べました", [{ end: 1, reading: "の" }], "食べました", "conflict", "のべました"],
  [
    "each letter",
    "手紙だ",
    [
      { end: 1, reading: "て" },
      { end: 2, reading: "がみ" },
    ],
    "手紙",
    "agrees",
    "てがみ",
  ],
])("compares a reading above letters as one in brackets: %s", async (_, text, above, surface, verdict, claim) => {
  const { texts } = await analyse({ language: "ja", texts: [text], above: [above] });
  const words = texts[0]!.words;
  for (const word of words) expect(text.slice(word.start, word.end)).toBe(word.surface);
  const found = words.find((word) => word.surface === surface);
  expect(found).toMatchObject({ verdict, claim });
});
