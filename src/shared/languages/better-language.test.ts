import { expect, test } from "bun:test";
import { findBetterLanguage } from "./better-language.ts";
import { allExamples } from "./examples.ts";
import { learningLanguages } from "./types.ts";

test("recognises the examples of each language, in every other one", () => {
  for (const own of learningLanguages)
    for (const example of allExamples(own).slice(1)) {
      expect([example, findBetterLanguage(example, own)]).toEqual([example, null]);
      for (const other of learningLanguages.filter((code) => code !== own))
        expect([example, other, findBetterLanguage(example, other)]).toEqual([example, other, own]);
    }
});

test.each([
  ["我想去北京。", "ja", "zh-Hans"],
  ["我想去北京。", "zh-Hant", null],
  ["我想去北京。", "zh-Hans", null],
  ["你好", "ko", "zh-Hans"],
  ["図書館", "ja", null],
  ["図書館", "zh-Hans", "ja"],
  ["東京大学", "ja", null],
  ["北京", "ja", null],
  ["現在過去未来", "ja", null],
  ["我喜欢の这个", "zh-Hans", null],
  ["How do I say 犬?", "ko", null],
  ["hello", "ja", null],
  ["", "ja", null],
  ["😀！", "ja", null],
] as const)("reads %s in %s as %p", (text, language, better) => {
  expect(findBetterLanguage(text, language)).toBe(better);
});
