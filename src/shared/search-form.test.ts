import { expect, test } from "bun:test";
import { isFoundBy } from "./search-form.ts";

test.each([
  ["映画", "友達と映画を見た"],
  ["画を", "友達と映画を見た"],
  ["ｶﾞｯｺｳ", "ガッコウの話"],
  ["ガッコウ", "ｶﾞｯｺｳの話"],
  ["か\u3099", "がっこう"],
  ["한글", "\u1112\u1161\u11ab\u1100\u1173\u11af 연습"],
  ["abc", "ＡＢＣの歌"],
  ["ＪＬＰＴ　n3", "jlpt N3 の文法"],
  ["STRASSE", "Die Straße"],
  ["οδος", "ΟΔΟΣΑ"],
  ["TİTLE", "tİtle"],
  ["①", "1課"],
  ["㍻", "平成の歌"],
  ["10～20", "10〜20人"],
  ["❤", "❤️の歌"],
  ["👩‍🏫", "先生👩‍🏫と話す"],
  ["50%", "50％オフ"],
  ["", "すべて"],
  ["   ", "すべて"],
  ["猫  犬", "猫\n犬"],
])("%p finds %p", (part, text) => expect(isFoundBy(part, text)).toBe(true));

test.each([
  ["%", "映画"],
  ["_", "映画"],
  ["映%画", "映画"],
  ["犬", "猫"],
  ["か", "が"],
  ["は", "ハ"],
  ["猫", null],
])("%p does not find %p", (part, text) => expect(isFoundBy(part, text)).toBe(false));
