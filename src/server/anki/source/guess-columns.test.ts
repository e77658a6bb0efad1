import { expect, test } from "bun:test";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { guessColumns, guessLanguage } from "./guess-columns.ts";

test.each<[string, string[], string[][], LearningLanguage, object | null]>([
  [
    "by their names",
    ["Meaning", "Kana", "Vocab-Kanji", "Word"],
    [["cat", "ねこ", "", "猫"]],
    "ja",
    { word: 3, reading: 1, meaning: 0 },
  ],
  [
    "by names in the language",
    ["読み", "表現", "意味"],
    [["ねこ", "猫", "cat"]],
    "ja",
    { word: 1, reading: 0, meaning: 2 },
  ],
  [
    "by letters, where a name misleads",
    ["Front", "Back"],
    [
      ["cat", "고양이"],
      ["dog", "개"],
    ],
    "ko",
    { word: 1, meaning: 0 },
  ],
  [
    "by letters, where the first row names none",
    ["1", "2", "3", "4"],
    [
      ["7", "猫", "ねこ", "cat"],
      ["8", "犬", "いぬ", "dog"],
    ],
    "ja",
    { word: 1, reading: 2, meaning: 3 },
  ],
  [
    "by letters, below headings that are not known",
    ["1", "2", "3"],
    [
      ["Wort", "Lesung", "Bedeutung"],
      ["食べる", "たべる", "essen"],
      ["飲む", "のむ", "trinken"],
    ],
    "ja",
    { word: 0, reading: 1, meaning: 2 },
  ],
  [
    "by letters, and no tag or sentence as a meaning",
    ["1", "2", "3", "4"],
    [
      ["学校", "xuéxiào", "我在学校。", "hsk1"],
      ["朋友", "péngyou", "我的朋友。", "hsk1"],
    ],
    "zh-Hans",
    { word: 0, reading: 1, meaning: null },
  ],
  ["as none, where no cell is a word", ["Word", "2"], [["cat", "1"]], "ja", null],
  ["as none, in a table without rows", ["Word"], [], "ja", null],
])("guesses the columns %s", (_, columns, samples, own, expected) => {
  const guess = guessColumns(columns, samples, own);
  if (expected === null) expect(guess).toBeNull();
  else expect(guess).toMatchObject(expected);
});

test.each<[string, string[][], LearningLanguage, LearningLanguage | null]>([
  ["Han letters with kana beside them", [["学校", "がっこう"]], "zh-Hans", "ja"],
  ["Han letters with pinyin beside them", [["学校", "xuéxiào"]], "ja", "zh-Hans"],
  ["Han letters alone", [["学校", "school"]], "ja", "ja"],
  ["traditional letters", [["學習", "to learn"]], "zh-Hans", "zh-Hant"],
  ["Hangul", [["고양이", "cat"]], "ja", "ko"],
  ["Latin letters", [["cat", "猫"]], "ja", null],
])("guesses the language of %s", (_, samples, own, expected) => {
  expect(guessLanguage(samples, 0, own)).toBe(expected);
});
