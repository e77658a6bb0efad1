import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import type { Comprehension } from "#shared/video/comprehension.ts";
import { openApp } from "#test/open-app.ts";

// dictionaries load here, while the machine may be busy
setDefaultTimeout(30_000);

const app = await openApp();
afterAll(() => app[Symbol.asyncDispose]());

const ask = (language: string, texts: string[]) =>
  app.json<Comprehension>("POST", "/api/comprehension", { language, texts });

test("says how much of a film a beginner knows, and lists the new words, most frequent first", async () => {
  const found = await ask("ja", ["忍者が来た。", "猫が学校に行きました。", "忍者と議論した。", "猫です。"]);
  // 忍者 来る, 猫 学校 行く, 忍者 議論する, 猫
  expect(found).toMatchObject({ words: 8, newWords: 2 });
  expect(found.knownShare).toBeCloseTo(5 / 8);
  expect(found.list).toEqual([
    { lemma: "忍者", reading: "にんじゃ", meaning: "ninja", level: 4, count: 2, first: 0 },
    expect.objectContaining({ lemma: "議論する", reading: "ぎろんする", level: 3, count: 1, first: 2 }),
  ]);
});

test("lists a word as its lemma with the reading of the lemma", async () => {
  const { list } = await ask("ko", ["마법사는 도망쳤다.", "왜 도망쳐?"]);
  expect(list).toContainEqual(
    expect.objectContaining({ lemma: "도망치다", count: 2, first: 0, meaning: "to run away" }),
  );
});

test.each([
  ["ja", ["ケンジさん、123個のABC！", "ホグワーツの中で、えっ、ああ。", "何を言っているんだ。"], ["中", "何", "言う"]],
  ["zh-Hans", ["王丽去上海找诸葛亮了。", "哈哈！"], ["去", "找"]],
  ["ko", ["철수와 영희는 서울에서 영화를 봤어요."], ["영화", "보다"]],
])("counts no particles, auxiliaries, names, numbers and cries: %s", async (language, texts, counted) => {
  await app.json("PUT", "/api/settings", {
    levels: { ja: "beginner", "zh-Hans": "beginner", "zh-Hant": "beginner", ko: "beginner" },
  });
  const { words, list } = await ask(language, texts);
  expect(words).toBe(counted.length);
  expect(list.filter(({ lemma }) => !counted.includes(lemma))).toEqual([]);
});

test("knows more words at a higher level", async () => {
  const texts = ["忍者が来た。", "議論した。"];
  const levels = { ja: "middle", "zh-Hans": "beginner", "zh-Hant": "beginner", ko: "beginner" };
  await app.json("PUT", "/api/settings", { levels });
  expect((await ask("ja", texts)).list.map(({ lemma }) => lemma)).toEqual(["忍者"]);
  await app.json("PUT", "/api/settings", { levels: { ...levels, ja: "upper" } });
  expect(await ask("ja", texts)).toMatchObject({ knownShare: 1, newWords: 0, list: [] });
});

test("reads Traditional Chinese again when the learner chooses other readings", async () => {
  const readings = async (traditionalReadings: string) => {
    await app.json("PUT", "/api/settings", { traditionalReadings });
    const { list } = await ask("zh-Hant", ["垃圾很多。"]);
    return list.find(({ lemma }) => lemma === "垃圾")?.reading;
  };
  expect([await readings("taiwan"), await readings("mainland")]).toEqual(["lèsè", "lājī"]);
});

test("counts several texts, each for itself", async () => {
  const texts = [["忍者が来た。", "忍者だ。"], [], ["忍者と議論した。"]];
  const { texts: all } = await app.json<{ texts: Comprehension[] }>("POST", "/api/comprehension/texts", {
    language: "ja",
    texts,
  });
  expect(all).toEqual(await Promise.all(texts.map((lines) => ask("ja", lines))));
  expect(all.map(({ words }) => words)).toEqual([3, 0, 2]);
});

test("answers for a track without words", async () => {
  expect(await ask("ja", [])).toEqual({ words: 0, knownShare: 1, newWords: 0, list: [] });
  expect(await ask("ja", ["♪", "…", "ABC"])).toMatchObject({ words: 0, knownShare: 1 });
});

test("answers other questions while it reads a whole film", async () => {
  const film = Array.from({ length: 400 }, (_, index) => `忍者が${"あ".repeat(index % 7)}公園で待っている。${index}`);
  const whole = ask("ja", film).then(() => "film");
  const other = app.json("POST", "/api/analyse", { language: "ja", texts: ["猫が好き。"] }).then(() => "other");
  expect(await Promise.race([whole, other])).toBe("other");
  await whole;
});

test.each([
  ["an unknown language", { language: "xx", texts: [] }],
  ["no list", { language: "ja", texts: "猫" }],
  ["too many lines", { language: "ja", texts: Array.from({ length: 20_001 }, () => "") }],
  ["more than a book", { language: "ja", texts: Array.from({ length: 101 }, () => "a".repeat(2_000)) }],
])("refuses %s", async (_, body) => {
  const response = await app.request("POST", "/api/comprehension", body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { code: "invalid_request" } });
});

test("follows the statuses of words before their levels, and does not count ignored ones", async () => {
  const mark = (lemma: string, status: string | null) =>
    app.json("PUT", "/api/words/status", { language: "ja", lemma, status });
  const texts = ["忍者が来た。", "猫がいる。", "議論した。"];
  const levels = { ja: "beginner", "zh-Hans": "beginner", "zh-Hant": "beginner", ko: "beginner" };
  await app.json("PUT", "/api/settings", { levels });
  await mark("忍者", "known");
  await mark("猫", "learning");
  await mark("議論する", "ignored");
  const { words, list } = await ask("ja", texts);
  expect(list.map(({ lemma }) => lemma)).toEqual(["猫"]);
  expect(words).toBe(4); // 忍者 来る 猫 いる
});
