import { expect, test } from "bun:test";
import { readZhuyin } from "./read-zhuyin.ts";
import { readTyped } from "./typed-reading.ts";
import type { LearningLanguage } from "./types.ts";

type Case = [LearningLanguage, string, string[], string, string];

test.each<Case>([
  ["ja", "映画", ["えいが"], "eiga", "えいが"],
  ["ja", "映画", ["えいが"], " エイガ ", "えいが"],
  ["ja", "裕子", [], "ヒロコ", "ひろこ"],
  ["ja", "東京", [], "Tōkyō", "とうきょう"],
  ["ja", "食(た)べる", [], "taberu", "たべる"],
  ["ja", "昨日", [], "ｷﾉｳ", "きのう"],
  ["ja", "映画", [], "ｅｉｇａ", "えいが"],
  ["zh-Hans", "银行", ["yínháng"], "yin2hang2", "yínháng"],
  ["zh-Hans", "银行", ["yínháng"], "yin hang", "yínháng"],
  ["zh-Hans", "西安", [], "xi1an1", "xī'ān"],
  ["zh-Hans", "女儿", [], "nv3er2", "nǚ'ér"],
  ["zh-Hans", "了", ["le", "liǎo"], "le5", "le"],
  ["zh-Hans", "单", [], "Shàn", "Shàn"],
  ["zh-Hant", "銀行", [], "ㄧㄣˊ ㄏㄤˊ", "yínháng"],
  ["zh-Hant", "銀行", [], "ㄧㄣˊㄏㄤˊ", "yínháng"],
  ["zh-Hant", "嗎", ["ma"], "˙ㄇㄚ", "ma"],
  ["ko", "금요일", ["그묘일"], "[그묘일]", "그묘일"],
  ["ko", "꽃잎", [], "꼰닙".normalize("NFD"), "꼰닙"],
])("reads what was typed for %s %s (%j): %s", (language, surface, candidates, typed, reading) => {
  expect(readTyped(language, { surface, candidates }, typed)).toEqual({ reading });
});

test.each<Case>([
  ["ja", "映画", [], "  ", "empty_reading"],
  ["ja", "映画", [], "映画", "other_script"],
  ["ja", "映画", [], "영화", "other_script"],
  ["ja", "映画", [], "<b>", "other_script"],
  ["ja", "映画", [], "え".repeat(25), "long_reading"],
  ["zh-Hans", "银行", ["yínháng"], "ぎんこう", "other_script"],
  ["zh-Hans", "银行", ["yínháng"], "xyz", "other_script"],
  ["zh-Hans", "银行", ["yínháng"], "yín", "other_syllables"],
  ["zh-Hans", "了", ["le", "liǎo"], "liu", "no_tones"],
  ["zh-Hans", "行", ["háng", "hàng"], "hang", "no_tones"],
  ["zh-Hant", "銀行", [], "ㄏㄏㄏ", "other_script"],
  ["ko", "금요일", [], "geumyoil", "other_script"],
  ["ko", "금요일", [], "ㄱㅁㅇ", "other_script"],
])("refuses for %s %s (%j): %s, because of %s", (language, surface, candidates, typed, problem) => {
  expect(readTyped(language, { surface, candidates }, typed)).toEqual({ problem } as never);
});

test.each([
  ["ㄓㄨㄥ ㄍㄨㄛˊ", "zhōng guó"],
  ["ㄒㄩㄝˊㄒㄧˊ", "xué xí"],
  ["ㄋㄩˇ", "nǚ"],
  ["ㄌㄩˋ ㄕ", "lǜ shī"],
  ["ㄩㄥˋ", "yòng"],
  ["ㄦˊ", "ér"],
  ["ㄨㄥ", "wēng"],
  ["ㄅㄆ", null],
  ["yin", null],
])("reads the Zhuyin %s as %s", (zhuyin, pinyin) => {
  expect(readZhuyin(zhuyin)).toBe(pinyin);
});
