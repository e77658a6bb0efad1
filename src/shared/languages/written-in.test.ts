import { expect, test } from "bun:test";
import { isWrittenIn } from "./index.ts";
import type { LearningLanguage } from "./types.ts";

test.each<[LearningLanguage, string, boolean]>([
  ["ja", "日本に行きたい", true],
  ["ja", "iPhoneを買いました。", true],
  ["ja", "昨日Starbucks Reserve Roasteryでコーヒーを飲んだ。", true],
  ["ja", "この https://example.com/watch?v=abc を見てください。", true],
  ["ja", '<b>猫</b>が<span class="x">好き</span>です。', true],
  ["zh-Hans", "我买了iPhone。", true],
  ["ko", "iPhone을 샀어요.", true],
  ["ja", "How do I say 犬?", false],
  ["ja", "What does 行かなければ mean?", false],
  ["ja", "I like cats.", false],
  ["ko", "What is the difference between 은 and 는?", false],
])("decides in %s whether %s is a text in the language: %p", (language, text, expected) => {
  expect(isWrittenIn(text, language)).toBe(expected);
});
