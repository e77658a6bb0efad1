import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { defaultSettings } from "./default-settings.ts";
import { withoutBrackets } from "./languages/index.ts";
import { type LearningLanguage, learningLanguages } from "./languages/types.ts";
import { drawReading, type ReadingSettings } from "./reading-forms.ts";
import { chineseNotations, levels, readingDisplays } from "./setting-values.ts";
import { buildWord } from "#test/builders.ts";
import { partsOfSpeech, type Word } from "./card.ts";

const draw = (
  language: LearningLanguage,
  word: Partial<Word>,
  settings: Partial<ReadingSettings> = {},
  before?: Word,
) => {
  const surface = word.surface ?? "";
  const whole = buildWord(surface, { ...word, start: before?.end ?? 0, end: (before?.end ?? 0) + surface.length });
  const { pieces, isQuiet } = drawReading(whole, language, { ...defaultSettings, ...settings }, { before });
  const text = pieces.map(({ base, ruby, tone }) => `${base}${ruby && `[${ruby}]`}${tone ?? ""}`).join("");
  return isQuiet ? `(${text})` : text;
};

describe("writes readings as the learner chose", () => {
  test.each([
    ["ja", { surface: "食べる", reading: "たべる" }, {}, "食[た]べる"],
    ["ja", { surface: "食べる", reading: "たべる" }, { romanisation: true }, "食べる[taberu]"],
    ["ja", { surface: "です" }, { romanisation: true }, "です[desu]"],
    ["ja", { surface: "食べる", reading: "たべる" }, { traditionalNotation: "zhuyin" }, "食[た]べる"],
    [
      "zh-Hans",
      { surface: "喜欢", reading: "xǐhuan" },
      { traditionalNotation: "zhuyin", romanisation: true },
      "喜[xǐ]3欢[huan]5",
    ],
    ["zh-Hant", { surface: "喜歡", reading: "xǐhuan" }, {}, "喜[xǐ]3歡[huan]5"],
    ["zh-Hant", { surface: "喜歡", reading: "xǐhuan" }, { traditionalNotation: "zhuyin" }, "喜[ㄒㄧˇ]3歡[˙ㄏㄨㄢ]5"],
    ["zh-Hant", { surface: "玩兒", reading: "wánr" }, { traditionalNotation: "zhuyin" }, "玩兒[ㄨㄢˊㄦ]2"],
    ["zh-Hant", { surface: "女兒", reading: "nǚ'ér" }, { traditionalNotation: "zhuyin" }, "女[ㄋㄩˇ]3兒[ㄦˊ]2"],
    ["zh-Hant", { surface: "T恤", reading: "T xù" }, { traditionalNotation: "zhuyin" }, "T恤[T ㄒㄩˋ]"],
    ["zh-Hant", { surface: "卡拉OK", reading: "kǎlā OK" }, { traditionalNotation: "zhuyin" }, "卡拉OK[ㄎㄚˇ ㄌㄚ OK]"],
    ["zh-Hant", { surface: "刺兒頭", reading: "cìrtóu" }, { traditionalNotation: "zhuyin" }, "刺兒[ㄘˋㄦ]4頭[ㄊㄡˊ]2"],
    ["zh-Hant", { surface: "4S店", reading: "4Sdiàn" }, { traditionalNotation: "zhuyin" }, "4S店[4Sㄉㄧㄢˋ]"],
    ["zh-Hant", { surface: "北京", reading: "Běijīng" }, { traditionalNotation: "zhuyin" }, "北[ㄅㄟˇ]3京[ㄐㄧㄥ]1"],
    ["ko", { surface: "같이", reading: "가치" }, {}, "같이[[가치]]"],
    ["ko", { surface: "친구" }, {}, "친구"],
    ["ko", { surface: "친구" }, { romanisation: true }, "친구[chingu]"],
    ["ko", { surface: "같이", reading: "가치" }, { romanisation: true }, "같이[gachi]"],
  ] as const)("%s %p with %p", (language, word, settings, expected) =>
    expect(draw(language, word, settings)).toBe(expected),
  );

  test("passes the word before on, if nothing stands between", () => {
    const seoul = buildWord("서울");
    expect(draw("ko", { surface: "로" }, { romanisation: true }, seoul)).toBe("로[lo]");
    const apart = buildWord("로", { start: 3, end: 4 });
    expect(
      drawReading(apart, "ko", { ...defaultSettings, romanisation: true }, { before: seoul }).pieces[0]?.ruby,
    ).toBe("ro");
  });
});

describe("shows readings when the learner wants them", () => {
  const cat = { surface: "猫", reading: "ねこ", level: 1 };
  test.each([
    ["always", "猫[ねこ]"],
    ["unknown", "(猫[ねこ])"],
    ["hover", "(猫[ねこ])"],
    ["off", "猫"],
  ] as const)("%s", (readings, expected) => expect(draw("ja", cat, { readings })).toBe(expected));
  test("has a row for each choice", () => expect(readingDisplays).toHaveLength(4));

  test.each([
    ["ja", [1, 2, 3, 4]],
    ["ko", [1, 2, 3, 4]],
    ["zh-Hans", [2, 3, 4, 5]],
    ["zh-Hant", [2, 3, 4, 5]],
  ] as const)("above the words of a higher level than the learner's: %s", (language, highest) => {
    const known = levels.map((own) => {
      const all = [1, 2, 3, 4, 5, 6].filter((level) =>
        draw(
          language,
          { surface: "字", reading: language === "ja" ? "じ" : "zì", level },
          {
            readings: "unknown",
            levels: { ...defaultSettings.levels, [language]: own },
          },
        ).startsWith("("),
      );
      return all.at(-1);
    });
    expect(known).toEqual([...highest]);
  });
  test.each([
    ["known", true],
    ["ignored", true],
    ["learning", false],
    ["new", false],
    [undefined, true],
  ] as const)("follows the status of the word before its level: %s", (status, isQuiet) => {
    const settings = { ...defaultSettings, readings: "unknown" as const };
    const word = buildWord("猫", { reading: "ねこ", level: 1 });
    expect(drawReading(word, "ja", settings, { status }).isQuiet).toBe(isQuiet);
    const open = { ...word, state: "open" as const, candidates: ["ねこ", "びょう"] };
    expect(drawReading(open, "ja", settings, { status }).isQuiet).toBe(false); // its mark stands above it
  });
  test("above a word without a level", () =>
    expect(draw("ja", { ...cat, level: undefined }, { readings: "unknown" })).toBe("猫[ねこ]"));
  test("above a known word whose reading is not settled", () =>
    expect(draw("ja", { ...cat, state: "open", candidates: ["ねこ", "びょう"] }, { readings: "unknown" })).toBe(
      "猫[ねこ]",
    ));
});

test("makes pieces that join to the word, in every form of every language, whatever the reading", () => {
  const surfaces = fc.string({
    unit: fc.constantFrom("食", "べ", "ー", "カ", "儿", "兒", "𠮷", "A", "3", "한", "값", " "),
  });
  const readings = fc.string({
    unit: fc.constantFrom("た", "べ", "ッ", "ン", "r", "ā", "'", " ", "n", "갑", "씨", "T"),
  });
  const anyOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
  fc.assert(
    fc.property(
      surfaces.filter((surface) => surface !== ""),
      readings,
      anyOf(learningLanguages),
      anyOf(partsOfSpeech),
      fc.record({
        romanisation: fc.boolean(),
        traditionalNotation: anyOf(chineseNotations),
        readings: anyOf(readingDisplays),
      }),
      (surface, reading, language, partOfSpeech, settings) => {
        const word = buildWord(surface, { reading, partOfSpeech, candidates: [reading] });
        const { pieces } = drawReading(word, language, { ...defaultSettings, ...settings });
        expect(pieces.map(({ base }) => base).join("")).toBe(withoutBrackets(surface, language));
      },
    ),
    { numRuns: 500 },
  );
});
