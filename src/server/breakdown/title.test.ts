import { expect, test } from "bun:test";
import { cleanTitle, firstWords } from "./title.ts";

test.each([
  ["友達と映画", "友達と映画"],
  ["「友達と映画」", "友達と映画"],
  ["**友達と映画**", "友達と映画"],
  ['"《友達と映画》"', "友達と映画"],
  ["Title: 友達と映画。", "友達と映画"],
  ["標題：看電影", "看電影"],
  ["<think>a title, hm</think>\n\n# 友達と映画\nIt is about a film.", "友達と映画"],
  ["<think>never closed", null],
  ["「は」と「が」の違い", "「は」と「が」の違い"],
  ["‘t’ and ‘d’", "‘t’ and ‘d’"],
  ["  \n ", null],
  ["「」", "「」"],
])("cleans a title: %p → %p", (text, expected) => {
  expect(cleanTitle(text)).toBe(expected);
});

test("cuts the first words in whole graphemes", () => {
  expect(firstWords("猫が好き。\nsecond line")).toBe("猫が好き。");
  expect(firstWords("👨‍👩‍👧".repeat(30))).toBe(`${"👨‍👩‍👧".repeat(23)}…`);
  expect(firstWords("   ")).toBe("…");
});
