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
  ["ja", "国際的存在", true],
  ["ja", "我田引水", true],
  ["ja", "東京大学文学部", true],
  ["ja", "學生", true],
  ["ja", "電氣を消す", true],
  ["ja", "這はペンです。", true],
  ["ja", "對不起と言いました。", true],
  ["ja", "「你好」はどういう意味ですか。", true],
  ["ja", "友達に「你好嗎？」と聞かれた。", true],
  ["ja", "這句話是什麼意思？", false],
  ["ja", "这句话是什么意思？", false],
  ["ja", "「食べる」和「食う」有什麼不同？", false],
  ["ja", "は和が有什麼差別？", false],
  ["ja", "請問「お疲れ様です」怎麼用？", false],
  ["ja", "我想學日文", false],
  ["ja", "你好，我是學生。", false],
  ["zh-Hans", "「了」と「過」の違いは？", false],
  ["ko", "這句話是什麼意思？", false],
  ["ja", "How do I say 犬?", false],
  ["ja", "What does 行かなければ mean?", false],
  ["ja", "I like cats.", false],
  ["ko", "What is the difference between 은 and 는?", false],
])("decides in %s whether %s is a text in the language: %p", (language, text, expected) => {
  expect(isWrittenIn(text, language)).toBe(expected);
});
