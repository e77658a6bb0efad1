import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { languages } from "./index.ts";
import type { LearningLanguage } from "./types.ts";

/** `食[た]べる` */
const short = (surface: string, reading: string, language: LearningLanguage) =>
  languages[language]
    .toRuby(surface, reading)
    .map(({ base, ruby }) => (ruby ? `${base}[${ruby}]` : base))
    .join("");

describe("puts Japanese readings above the kanji only and not above okurigana", () => {
  test.each([
    ["食べる", "たべる", "食[た]べる"],
    ["行きました", "いきました", "行[い]きました"],
    ["お母さん", "おかあさん", "お母[かあ]さん"],
    ["食べ過ぎた", "たべすぎた", "食[た]べ過[す]ぎた"],
    ["取り扱い", "とりあつかい", "取[と]り扱[あつか]い"],
    ["消しゴム", "けしごむ", "消[け]しゴム"],
    ["お茶", "オチャ", "お茶[ちゃ]"],
    ["食(た)べる", "たべる", "食[た]べる"],
    ["昨日（きのう）", "きのう", "昨日[きのう]"],
  ])("%s %s", (surface, reading, expected) => expect(short(surface, reading, "ja")).toBe(expected));
});

describe("puts the reading above the whole Japanese word when it can be divided in several ways or not at all", () => {
  test.each([
    ["no okurigana", "昨日", "きのう", "昨日[きのう]"],
    ["it can be divided in two ways", "嫌いい方", "いやいいいかた", "嫌いい方[いやいいいかた]"],
    ["the reading is of another form", "食べた", "たべる", "食べた[たべる]"],
    ["the reading is of another word", "食べる", "のむ", "食べる[のむ]"],
    ["a counter with small ke", "三ヶ月", "さんかげつ", "三ヶ月[さんかげつ]"],
    ["digits", "20日", "はつか", "20日[はつか]"],
  ])("%s", (_, surface, reading, expected) => expect(short(surface, reading, "ja")).toBe(expected));
});

describe("puts nothing above Japanese kana", () => {
  test.each([
    ["です", ""],
    ["です", "です"],
    ["テレビ", "てれび"],
    ["ﾃﾚﾋﾞ", "テレビ"],
    ["アメリカ人", ""],
  ])("%s %s", (surface, reading) => expect(short(surface, reading, "ja")).toBe(surface));
  test("does not take the カ of a katakana word for a counter", () =>
    expect(short("アメリカ人", "アメリカじん", "ja")).toBe("アメリカ人[じん]"));
});

describe("puts one syllable above each Chinese character", () => {
  test.each([
    ["北京", "Běijīng", "北[Běi]京[jīng]"],
    ["西安", "xī'ān", "西[xī]安[ān]"],
    ["先", "xiān", "先[xiān]"],
    ["女儿", "nǚ'ér", "女[nǚ]儿[ér]"],
    ["方案", "fāng'àn", "方[fāng]案[àn]"],
    ["反感", "fǎngǎn", "反[fǎn]感[gǎn]"],
    ["什么时候", "shénme shíhou", "什[shén]么[me]时[shí]候[hou]"],
    ["玩儿", "wánr", "玩儿[wánr]"],
    ["刺儿头", "cìrtóu", "刺儿[cìr]头[tóu]"],
    ["今儿个", "jīnrge", "今儿[jīnr]个[ge]"],
    ["儿子", "érzi", "儿[ér]子[zi]"],
    ["哪人", "nǎrén", "哪[nǎ]人[rén]"],
    ["臺北", "táiběi", "臺[tái]北[běi]"],
  ])("%s %s", (surface, reading, expected) => expect(short(surface, reading, "zh-Hans")).toBe(expected));
});

describe("puts the reading above the whole Chinese word when syllables and characters differ in number", () => {
  test.each([
    ["北京", "běi", "北京[běi]"],
    ["北京", "bei3jing1", "北京[bei3jing1]"],
    ["T恤", "T xù", "T恤[T xù]"],
    ["我", "", "我"],
  ])("%s %s", (surface, reading, expected) => expect(short(surface, reading, "zh-Hant")).toBe(expected));
});

describe("puts the Korean pronunciation above the word when it differs", () => {
  test.each([
    ["같이", "가치", "같이[가치]"],
    ["같이", "[가치]", "같이[가치]"],
    ["친구", "친구", "친구"],
    ["친구", "", "친구"],
  ])("%s %s", (surface, reading, expected) => expect(short(surface, reading, "ko")).toBe(expected));
});

test("makes pieces that join to the word, whatever the reading", () => {
  const letters = fc.string({
    unit: fc.constantFrom("食", "べ", "る", "ヶ", "月", "カ", "ー", "𠮷", "A", "3", "한", "儿"),
  });
  const said = fc.string({ unit: fc.constantFrom("た", "べ", "る", "ア", "r", "ā", "'", " ", "n", "한") });
  fc.assert(
    fc.property(
      letters,
      said,
      fc.constantFrom<LearningLanguage>("ja", "zh-Hans", "ko"),
      (surface, reading, language) => {
        const pieces = languages[language].toRuby(surface, reading);
        expect(pieces.map(({ base }) => base).join("")).toBe(surface);
      },
    ),
    { numRuns: 500 },
  );
});
