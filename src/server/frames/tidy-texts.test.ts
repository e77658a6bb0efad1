import { expect, test } from "bun:test";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { tidyTexts } from "./tidy-texts.ts";

test.each<[name: string, language: LearningLanguage, read: string[], texts: string[]]>([
  ["the rows of a subtitle are one line", "ja", ["昨日友達と\n映画を見に行った"], ["昨日友達と映画を見に行った"]],
  ["words with spaces keep them", "ko", [" 같이 \n 가요. "], ["같이 가요."]],
  [
    "a Latin word at the end of a row does not grow into the next",
    "ja",
    ["新しい iPhone\nXを買う"],
    ["新しい iPhone Xを買う"],
  ],
  ["what is not the language is no text of it", "ja", ["SALE", "12:30", "", "  ", "駅前"], ["駅前"]],
  ["a foreign word in a sentence stays", "ja", ["YouTubeを見るのがスキ"], ["YouTubeを見るのがスキ"]],
  ["the same line seen twice is said once", "ja", ["行くよ。", "駅前", "行くよ"], ["行くよ。", "駅前"]],
  ["half-width and full-width are the same", "ja", ["ｶﾞﾗｽです", "ガラスです"], ["ｶﾞﾗｽです"]],
  ["a sign and a sentence with its word are two", "ja", ["東京", "東京に行きます"], ["東京", "東京に行きます"]],
  ["nothing is nothing", "zh-Hans", [], []],
])("%s", (_name, language, read, texts) => {
  expect(tidyTexts(read, language, false)).toEqual(texts);
});

test.each([
  [["昨日友達と映画を見", "映画を見に行きました"], ["昨日友達と映画を見に行きました"]],
  [
    ["駅前", "昨日友達と映画を見", "映画を見に行きました"],
    ["駅前", "昨日友達と映画を見に行きました"],
  ],
  [["昨日友達と映画を見に行きました", "映画を見に行きました"], ["昨日友達と映画を見に行きました"]],
  [
    ["東京です", "ですから"],
    ["東京です", "ですから"],
  ],
])("two parts of one frame: %j → %j", (read, texts) => {
  expect(tidyTexts(read, "ja", true)).toEqual(texts);
});

test("only parts of one frame are joined", () => {
  const read = ["昨日友達と映画を見", "映画を見に行きました"];
  expect(tidyTexts(read, "ja", false)).toEqual(read);
});
