import { describe, expect, test } from "bun:test";
import { languageData } from "#test/language-data.ts";
import { languages } from "#shared/languages/index.ts";
import { readSentences } from "#test/sentences/sentences.ts";
import { createChinese } from "./chinese.ts";

const simplified = createChinese(languageData);
const traditional = createChinese(languageData, { isTraditional: true });

/** What stands above the word in brackets. Several words are joined. */
function readingOf(sentence: string, analyser = simplified): string | undefined {
  const start = sentence.indexOf("[");
  const end = sentence.indexOf("]") - 1;
  return analyser
    .analyse(sentence.replace(/[[\]]/g, ""))
    .filter((word) => word.start < end && word.end > start)
    .map(({ reading }) => reading)
    .join("");
}

/** Found wrong in the measurement of November 2026, and in public bug reports (python-pinyin#175, pinyinjs#9, lpinyin#6). */
describe("reads what was read wrong before", () => {
  test.each([
    ["我受不了[了]。", "le"],
    ["明天[还]给你。", "huán"],
    ["他[得]马上走。", "děi"],
    ["[行李架]在上面。", "xínglijià"],
    ["请[数一数]有几个。", "shǔyīshǔ"],
    ["他怎么也[打不中]。", "dǎbùzhòng"],
    ["菜[种]在院子里。", "zhòng"],
    ["她[背着]书包。", "bēizhe"],
    ["[喂]，你好。", "wéi"],
    ["[长]出耳朵来了。", "zhǎng"],
    ["还[欠]你钱吗？", "qiàn"],
    ["[还]欠你钱吗？", "hái"],
    ["[银行]几点开门？", "yínháng"],
    ["我喜欢[音乐]。", "yīnyuè"],
    ["我想[睡觉]。", "shuìjiào"],
  ])("%s %s", (sentence, reading) => expect(readingOf(sentence)).toBe(reading));

  test.each([
    ["[褲子]太長了。", "kùzi"],
    ["買[鞋子]。", "xiézi"],
    ["[謝謝]你。", "xièxie"],
    ["你的[名字]？", "míngzi"],
    ["這位[太太]", "tàitai"],
    ["今天[晚上]", "wǎnshang"],
    ["打開[窗戶]", "chuānghu"],
    ["她[戴著]帽子", "dàizhe"],
    ["[乾隆]皇帝", "Qiánlóng"],
    ["[乾坤]", "qiánkūn"],
    ["衣服[乾淨]", "gānjìng"],
    ["對音樂的[興趣]", "xìngqù"],
    ["[著名]的作家", "zhùmíng"],
    ["路上小心[喔]", "o"],
  ])("%s %s", (sentence, reading) => expect(readingOf(sentence, traditional)).toBe(reading));
});

test.each([
  ["我去银行。", "银行", "yínxíng"],
  ["听音乐。", "音乐", "yīnlè"],
  ["去睡觉。", "睡觉", "shuìjué"],
  ["他很重要。", "重要", "chóngyào"],
  ["我觉得好。", "觉得", "jiàode"],
  ["长大以后", "长大", "chángdà"],
  ["快乐的人", "快乐", "kuàiyuè"],
  ["还是去吧", "还是", "huánshì"],
])("%s: calls another reading of a character in %s wrong: %s", (text, word, reading) => {
  const start = text.indexOf(word);
  expect(simplified.check(text, { start, end: start + word.length, reading }).verdict).toBe("conflict");
});

describe("reads the homographs of test/sentences, each in its sentence", () => {
  const analysers = { "zh-Hans": simplified, "zh-Hant": traditional };

  test.each(["zh-Hans", "zh-Hant"] as const)("97 of 100 words in %s", (language) => {
    const sentences = readSentences().filter((each) => each.language === language && each.kind === "homographs");
    expect(sentences.length).toBeGreaterThan(language === "zh-Hans" ? 60 : 30);
    const { normaliseReading } = languages[language];
    const known = sentences.flatMap(({ text, words }) => words.map((word) => ({ text, word })));
    const wrong = known.filter(({ text, word }) => {
      const inside = analysers[language].analyse(text).filter(({ start, end }) => start < word.end && word.start < end);
      const shown = normaliseReading(inside.map(({ surface, reading }) => reading || surface).join(""));
      return !shown.includes(normaliseReading(word.reading));
    });
    expect(wrong.length / known.length).toBeLessThan(0.03);
  });
});
