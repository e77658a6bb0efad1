import { expect, test } from "bun:test";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { buildWordAt } from "#test/builders.ts";
import { spokenText } from "./spoken-text.ts";

/** The words of a text, each given as its surface and what is known of it. */
function speak(language: LearningLanguage, text: string, words: readonly [surface: string, change?: Partial<Word>][]) {
  let at = 0;
  const built = words.map(([surface, change]) => {
    const start = text.indexOf(surface, at);
    at = start + surface.length;
    return buildWordAt(text, start, at, change);
  });
  return spokenText(text, built, language);
}
const several = (...candidates: string[]) => ({ reading: candidates[0]!, candidates });

test.each<[string, string, LearningLanguage, string, [string, Partial<Word>?][]]>([
  [
    "a homograph in kana",
    "ひとけのない道",
    "ja",
    "人気のない道",
    [["人気", several("ひとけ", "にんき")], ["の"], ["ない"], ["道", several("みち")]],
  ],
  [
    "a reading that the learner chose",
    "さくじつ届いた",
    "ja",
    "昨日届いた",
    [
      ["昨日", { ...several("さくじつ", "きのう"), state: "chosen" }],
      ["届いた", several("とどいた")],
    ],
  ],
  [
    "a reading that the learner typed, for example of a name",
    "ゆうきさん",
    "ja",
    "優希さん",
    [["優希", { reading: "ゆうき", candidates: ["ゆき"], state: "chosen", isSettled: true }], ["さん"]],
  ],
  [
    "a reading that is open as it is written",
    "辛い",
    "ja",
    "辛い",
    [["辛い", { ...several("からい", "つらい"), state: "open" }]],
  ],
  ["a guess as it is written", "部屋", "ja", "部屋", [["部屋", { ...several("へや", "ぶや"), state: "guess" }]]],
  [
    "a word without the reading in brackets after it",
    "きのう行った",
    "ja",
    "昨日（きのう）行った",
    [
      ["昨日（きのう）", several("きのう", "さくじつ")],
      ["行った", several("いった")],
    ],
  ],
  ["brackets that no word has", "昨日行った", "ja", "昨日（きのう）行った", []],
  [
    "Chinese as it is written",
    "我在银行",
    "zh-Hans",
    "我在银行",
    [["我", several("wǒ")], ["在"], ["银行", several("yínháng", "yínxíng")]],
  ],
  ["Korean as it is written", "같이 가요", "ko", "같이 가요", [["같이", several("가치", "가티")], ["가요"]]],
])("speaks %s: %s", (_, expected, language, text, words) => expect(speak(language, text, words)).toBe(expected));

test("leaves out the readings of an earlier text", () => {
  const dog = buildWordAt("犬がいる", 0, 1, several("いぬ", "けん"));
  expect(spokenText("猫が好き", [dog], "ja")).toBe("猫が好き");
});
