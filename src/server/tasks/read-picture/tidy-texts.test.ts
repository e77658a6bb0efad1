import { expect, test } from "bun:test";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { tidyTexts } from "./tidy-texts.ts";

test.each<[name: string, language: LearningLanguage, read: string[], texts: string[]]>([
  ["joins the rows of a subtitle to one line", "ja", ["昨日友達と\n映画を見に行った"], ["昨日友達と映画を見に行った"]],
  ["keeps spaces between words", "ko", [" 같이 \n 가요. "], ["같이 가요."]],
  [
    "keeps a Latin word at the end of a row apart from the next row",
    "ja",
    ["新しい iPhone\nXを買う"],
    ["新しい iPhone Xを買う"],
  ],
  ["drops texts that are not in the language", "ja", ["SALE", "12:30", "", "  ", "駅前"], ["駅前"]],
  ["keeps a foreign word in a sentence", "ja", ["YouTubeを見るのがスキ"], ["YouTubeを見るのがスキ"]],
  ["keeps a line once that was read twice", "ja", ["行くよ。", "駅前", "行くよ"], ["行くよ。", "駅前"]],
  ["treats half-width and full-width as the same", "ja", ["ｶﾞﾗｽです", "ガラスです"], ["ｶﾞﾗｽです"]],
  ["keeps a sign and a sentence that contains its word", "ja", ["東京", "東京に行きます"], ["東京", "東京に行きます"]],
  ["returns nothing for nothing", "zh-Hans", [], []],
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
])("joins two parts of one frame: %j → %j", (read, texts) => {
  expect(tidyTexts(read, "ja", true)).toEqual(texts);
});

test("joins only texts from parts of one frame", () => {
  const read = ["昨日友達と映画を見", "映画を見に行きました"];
  expect(tidyTexts(read, "ja", false)).toEqual(read);
});
