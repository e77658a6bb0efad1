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
    "by letters, where a name misleads",
    ["Front", "Back"],
    [
      ["cat", "고양이"],
      ["dog", "개"],
    ],
    "ko",
    { word: 1, meaning: 0 },
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
