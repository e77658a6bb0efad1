import { describe, expect, test } from "bun:test";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type Comparison, compareAnswer } from "./compare-answer.ts";

type Row = [typed: string, Comparison];
const table = (language: LearningLanguage, written: string[], readings: string[], rows: Row[]) =>
  test.each(rows)(`${language} %p: %p`, (typed, expected) => {
    expect(compareAnswer(language, typed, { written, readings })).toBe(expected);
  });

describe("a Japanese word in its sentence", () => {
  table(
    "ja",
    ["行きました", "行く"],
    ["いきました", "いく"],
    [
      ["行きました", "right"],
      [" 行きました。", "right"],
      ["いきました", "reading"],
      ["イキマシタ", "reading"],
      ["ikimashita", "reading"],
      ["ikimasita", "reading"],
      ["行く", "form"],
      ["いく", "reading"],
      ["いきしました", "typo"],
      ["来ました", "wrong"],
      ["いった", "wrong"],
      ["", "wrong"],
      ["。", "wrong"],
    ],
  );
  table(
    "ja",
    ["ビール"],
    [],
    [
      ["ビール", "right"],
      ["ﾋﾞｰﾙ", "right"],
      ["ビル", "wrong"],
    ],
  );
  table(
    "ja",
    ["猫"],
    ["ねこ"],
    [
      ["犬", "wrong"],
      ["ねご", "wrong"], // in a short word another letter is another word
      ["neko", "reading"],
    ],
  );
});

describe("a Chinese word", () => {
  table(
    "zh-Hans",
    ["银行"],
    ["yínháng"],
    [
      ["银行", "right"],
      ["yínháng", "reading"],
      ["yin2hang2", "reading"],
      ["yin2 hang2", "reading"],
      ["ㄧㄣˊㄏㄤˊ", "reading"],
      ["yinhang", "noTones"],
      ["yin hang", "noTones"],
      ["yin2xing2", "wrong"],
      ["yin1hang2", "tones"],
      ["yinhag", "typo"],
      ["银河", "wrong"],
    ],
  );
  table(
    "zh-Hant",
    ["女兒"],
    ["nǚ'ér"],
    [
      ["nv3er2", "reading"],
      ["nǚ ér", "reading"],
      ["nüer", "noTones"],
    ],
  );
});

describe("a Korean word", () => {
  table(
    "ko",
    ["먹었어요", "먹다"],
    ["머거써요", "먹따"],
    [
      ["먹었어요", "right"],
      ["먹었어요!", "right"],
      ["머거써요", "reading"],
      ["먹다", "form"],
      ["먹엇어요", "typo"], // one letter of a syllable
      ["마셨어요", "wrong"],
    ],
  );
  table(
    "ko",
    ["물"],
    [],
    [
      ["물", "right"],
      ["불", "wrong"],
    ],
  );
});

describe("a correction, where one letter is the lesson", () => {
  test.each<[LearningLanguage, string, string, Comparison]>([
    ["ja", "昨日映画を見ました。", "昨日映画を見ました", "right"],
    ["ja", "昨日映画を見ました。", "昨日映画が見ました", "wrong"],
    ["ko", "학교는 커요.", "학교는커요", "right"], // spaces do not count
    ["ko", "학교는 커요.", "학교은 커요.", "wrong"],
  ])("%s %p, typed %p: %p", (language, right, typed, expected) => {
    expect(compareAnswer(language, typed, { written: [right], readings: [], isSentence: true })).toBe(expected);
  });
});
