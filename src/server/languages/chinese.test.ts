import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { createChinese } from "./chinese.ts";
import { languageData } from "#test/language-data.ts";

const chinese = createChinese(languageData);

const wordsOf = (text: string) =>
  chinese
    .analyse(text)
    .map(({ surface, reading }) => (reading ? `${surface}[${reading}]` : surface))
    .join(" ");

function check(text: string, surface: string, reading: string) {
  const start = text.indexOf(surface);
  return chinese.check(text, { start, end: start + surface.length, reading });
}

describe("splits and reads ordinary sentences", () => {
  test.each([
    ["我想去北京。", "我[wǒ] 想[xiǎng] 去[qù] 北京[běijīng]"],
    ["在银行换钱要带护照吗？", "在[zài] 银行[yínháng] 换[huàn] 钱[qián] 要[yào] 带[dài] 护照[hùzhào] 吗[ma]"],
    ["他长得很高，头发很长。", "他[tā] 长得[zhǎngde] 很[hěn] 高[gāo] 头发[tóufa] 很[hěn] 长[cháng]"],
    ["我去西安玩儿", "我[wǒ] 去[qù] 西安[xī'ān] 玩儿[wánr]"],
    ["这朵花儿真好看", "这[zhè] 朵[duǒ] 花儿[huār] 真[zhēn] 好看[hǎokàn]"],
    ["女儿", "女儿[nǚ'ér]"],
    ["一个不是", "一个[yīgè] 不是[bùshì]"],
    ["😀𠮷北京2024年ABC", "𠮷 北京[běijīng] 2024 年[nián] ABC"],
  ])("%s", (text, expected) => expect(wordsOf(text)).toBe(expected));
});

describe("reads traditional characters by the word they are in", () => {
  test.each([
    ["我想去臺北。", "我[wǒ] 想[xiǎng] 去[qù] 臺北[táiběi]"],
    ["在銀行換錢", "在[zài] 銀行[yínháng] 換錢[huànqián]"],
    ["我們還是去公園", "我們[wǒmen] 還是[háishì] 去[qù] 公園[gōngyuán]"],
    ["什麼時候", "什麼時候[shénmeshíhou]"],
  ])("%s", (text, expected) => expect(wordsOf(text)).toBe(expected));
});

describe("checks a reading", () => {
  test.each([
    ["agrees", "我去银行", "银行", "yínháng"],
    ["agrees", "我去银行", "银行", "Yín háng"],
    ["possible", "我去银行", "银行", "yínxíng"],
    ["conflict", "我去银行", "银行", "yǐnháng"],
    ["conflict", "我去银行", "银行", "yin2hang2"],
    ["conflict", "我去银行", "银行", "ぎんこう"],
    ["conflict", "我去银行", "银行", "yín"],
    ["unchecked", "我去银行", "银行", ""],
    ["agrees", "我去西安", "西安", "xī'ān"],
    ["agrees", "我去西安", "西安", "xī ān"],
    ["possible", "不是", "不是", "búshì"],
    ["possible", "对不起", "对不起", "duìbuqǐ"],
    ["possible", "听不懂", "听不懂", "tīngbudǒng"],
    ["conflict", "研究", "研究", "yánjiù"],
    ["possible", "一个", "一个", "yígè"],
    ["conflict", "一个", "一个", "yǐgè"],
    ["possible", "我的朋友", "朋友", "péngyǒu"],
    ["conflict", "我的朋友", "朋友", "péngyóu"],
    ["possible", "我去玩儿", "玩儿", "wán ér"],
    ["agrees", "我去玩儿", "玩儿", "wánr"],
    ["unchecked", "我有T恤", "T恤", "T xù"],
    ["unchecked", "ABC", "ABC", "abc"],
  ])("%s: %s %s %s", (verdict, text, surface, reading) => {
    expect(check(text, surface, reading).verdict).toBe(verdict as "agrees");
  });

  const taiwan = createChinese(languageData, { isTaiwan: true });
  test.each([
    ["possible", "研究", "yánjiù"],
    ["possible", "法國", "fàguó"],
    ["possible", "垃圾", "lèsè"],
    ["conflict", "法國", "fàgú"],
    ["conflict", "銀行", "gōnghuì"],
  ])("accepts Taiwan's standard readings for Traditional Chinese: %s %s %s", (verdict, surface, reading) => {
    expect(taiwan.check(surface, { start: 0, end: surface.length, reading }).verdict).toBe(verdict as "possible");
  });

  test("lists the dictionary's readings, most likely first", () => {
    expect(check("他头发很长", "长", "zhàng").candidates).toEqual(["cháng", "zhǎng"]);
  });

  test("calls a wrong tone a conflict in most cases and never agrees with it", () => {
    const text = "我们今天在银行换钱，然后去公园散步。";
    const counts = { agrees: 0, possible: 0, conflict: 0, unchecked: 0 };
    for (const { start, end, reading } of chinese.analyse(text)) {
      for (const [mark] of reading.normalize("NFD").matchAll(/[\u0300\u0301\u0304\u030c]/g)) {
        for (const other of "\u0300\u0301\u0304\u030c".replace(mark, "")) {
          const wrong = reading.normalize("NFD").replace(mark, other).normalize("NFC");
          counts[chinese.check(text, { start, end, reading: wrong }).verdict]++;
        }
      }
    }
    expect(counts).toMatchObject({ agrees: 0, unchecked: 0 });
    expect(counts.conflict / (counts.conflict + counts.possible)).toBeGreaterThan(0.8);
  });
});

const letters = fc.constantFrom(
  ...Array.from("我想去北京银行長還是一不儿女玩，。 \n"),
  "😀",
  "𠮷",
  "ABC",
  "２",
  "か",
  "\ud83d",
);

test("gives words in the order of the text, leaves no letter out, and agrees with its own readings", () => {
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 30 }), (text) => {
      let end = 0;
      let between = "";
      for (const { start, end: to, surface, reading } of chinese.analyse(text)) {
        expect(text.slice(start, to)).toBe(surface);
        expect(start).toBeGreaterThanOrEqual(end);
        between += text.slice(end, start);
        end = to;
        if (reading) expect(chinese.check(text, { start, end, reading }).verdict).toBe("agrees");
      }
      expect(between + text.slice(end)).not.toMatch(/[\p{L}\p{N}]/u);
    }),
    { numRuns: 200 },
  );
});
