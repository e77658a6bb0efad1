import { describe, expect, test } from "bun:test";
import { joinPinyin, splitPinyin } from "./pinyin.ts";
import { languages } from "./index.ts";
import type { LearningLanguage } from "./types.ts";

describe("splits pinyin into syllables", () => {
  test.each([
    ["zhōngguó", undefined, "zhōng guó"],
    ["nǚ'ér", undefined, "nǚ ér"],
    ["lǜsè", 2, "lǜ sè"],
    ["xiān", 1, "xiān"],
    ["xīān", 2, "xī ān"],
    ["fāngàn", 2, "fān gàn"],
    ["fāng'àn", 2, "fāng àn"],
    ["Rénmín Rìbào", 4, "Rén mín Rì bào"],
    ["wánr", undefined, "wán r"],
    ["zhuāngxiū", 2, "zhuāng xiū"],
  ])("%s, %p", (reading, count, expected) => expect(splitPinyin(reading, count)?.join(" ")).toBe(expected));
});

describe("refuses text that is not pinyin", () => {
  test.each([
    ["", undefined],
    ["zhong1guo2", undefined],
    ["bvo", undefined],
    ["hǎǒ", 1],
    ["běijīng", 1],
    ["ㄅㄟ", undefined],
    ["北京", undefined],
  ])("%p, %p", (reading, count) => expect(splitPinyin(reading, count)).toBeNull());
});

test("puts an apostrophe before a, e and o and writes 儿 as r when it joins syllables", () => {
  expect(joinPinyin(["xī", "ān"])).toBe("xī'ān");
  expect(joinPinyin(["běi", "jīng"])).toBe("běijīng");
  expect(joinPinyin(["nǚ", "ér"])).toBe("nǚ'ér");
  expect(joinPinyin(["ān", "huī"])).toBe("ānhuī");
  expect(joinPinyin(["wán", "r"])).toBe("wánr");
});

test("gives up on a very long line of syllables instead of trying all splits", () => {
  expect(splitPinyin("xianxian".repeat(200))).toBeNull();
  expect(splitPinyin("xian ".repeat(40), 40)).toHaveLength(40);
});

describe("recognises readings by their letters", () => {
  test.each<[boolean, LearningLanguage, string, string]>([
    [true, "ja", "映画", "えいが"],
    [true, "ja", "映画", "エイガ"],
    [true, "ja", "コーヒー", "こーひー"],
    [false, "ja", "映画", "eiga"],
    [false, "ja", "映画", "映画"],
    [false, "ja", "映画", "えいga"],
    [true, "zh-Hans", "北京", "Běijīng"],
    [true, "zh-Hans", "吗", "ma"],
    [false, "zh-Hans", "北京", "bei3 jing1"],
    [false, "zh-Hans", "北京", "běi"],
    [false, "zh-Hant", "北京", "ㄅㄟˇㄐㄧㄥ"],
    [false, "zh-Hans", "北京", "ペキン"],
    [true, "ko", "같이", "가치"],
    [true, "ko", "3시에", "세시에"],
    [false, "ko", "같이", "gachi"],
  ])("%p: %s %s %s", (expected, language, surface, reading) =>
    expect(languages[language].canBeReading(surface, reading)).toBe(expected),
  );
});
