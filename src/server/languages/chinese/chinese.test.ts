import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { createChinese } from "./chinese.ts";
import { languageData } from "#test/language-data.ts";

const chinese = createChinese(languageData);
const mainland = createChinese(languageData, { isTraditional: true });
const taiwan = createChinese(languageData, { isTraditional: true, isTaiwan: true });

const wordsOf = (text: string, analyser = chinese) =>
  analyser
    .analyse(text)
    .map(({ surface, reading }) => (reading ? `${surface}[${reading}]` : surface))
    .join(" ");

function check(text: string, surface: string, reading: string) {
  const start = text.indexOf(surface);
  return chinese.check(text, { start, end: start + surface.length, reading });
}

describe("splits and reads ordinary sentences", () => {
  test.each([
    ["我想去北京。", "我[wǒ] 想[xiǎng] 去[qù] 北京[Běijīng]"],
    ["在银行换钱要带护照吗？", "在[zài] 银行[yínháng] 换钱[huànqián] 要[yào] 带[dài] 护照[hùzhào] 吗[ma]"],
    ["他长得很高，头发很长。", "他[tā] 长[zhǎng] 得[de] 很[hěn] 高[gāo] 头发[tóufa] 很[hěn] 长[cháng]"],
    ["我去西安玩儿", "我[wǒ] 去[qù] 西安[Xī'ān] 玩儿[wánr]"],
    ["这朵花儿真好看", "这[zhè] 朵[duǒ] 花儿[huār] 真[zhēn] 好看[hǎokàn]"],
    ["女儿", "女儿[nǚ'ér]"],
    ["一个不是", "一个[yīgè] 不是[bùshì]"],
    ["😀𠮷北京2024年ABC", "𠮷 北京[Běijīng] 2024 年[nián] ABC"],
  ])("%s", (text, expected) => expect(wordsOf(text)).toBe(expected));
});

describe("reads traditional characters by the word they are in", () => {
  test.each([
    ["我想去臺北。", "我[wǒ] 想[xiǎng] 去[qù] 臺北[Táiběi]"],
    ["在銀行換錢", "在[zài] 銀行[yínháng] 換錢[huànqián]"],
    ["我們還是去公園", "我們[wǒmen] 還是[háishi] 去[qù] 公園[gōngyuán]"],
    ["什麼時候", "什麼[shénme] 時候[shíhou]"],
  ])("%s", (text, expected) => expect(wordsOf(text, mainland)).toBe(expected));
});

describe("divides a text where a reader would", () => {
  test.each([
    ["我们在地铁站在等你", "我们 在 地铁站 在 等 你"],
    ["李明和王芳是同学", "李明 和 王芳 是 同学"],
    ["张伟明天来", "张伟 明天 来"],
    ["这本书三百五十块钱", "这 本 书 三百五十 块 钱"],
    ["桌子中间隔着一条河", "桌子 中间 隔 着 一 条 河"],
    ["他吃了饭看着书去过北京", "他 吃 了 饭 看 着 书 去 过 北京"],
    ["我受不了了。", "我 受不了 了"],
    ["看看，看一看，试试，尝了尝", "看看 看一看 试试 尝了尝"],
    ["我重重地敲了敲门", "我 重重 地 敲了敲 门"],
    ["他们高高兴兴地走了", "他们 高高兴兴 地 走 了"],
    ["看得懂，看不懂，听得见", "看得懂 看不懂 听得见"],
    ["下午三点二十分，二〇〇八年八月八日", "下午 三 点 二十 分 二〇〇八 年 八月 八 日"],
    ["我用WiFi上网，买了2件T恤", "我 用 WiFi 上网 买 了 2 件 T恤"],
    ["这条路都会堵车，我到了", "这 条 路 都 会 堵车 我 到 了"],
  ])("%s", (text, expected) =>
    expect(
      chinese
        .analyse(text)
        .map(({ surface }) => surface)
        .join(" "),
    ).toBe(expected),
  );
});

describe("tells what a word is", () => {
  const word = (text: string, surface: string) => chinese.analyse(text).find((each) => each.surface === surface);

  test.each([
    ["我们去银行。", "银行", "noun"],
    ["他已经走了。", "已经", "adverb"],
    ["因为下雨，我没去。", "因为", "conjunction"],
    ["我想学习。", "学习", "verb"],
    ["天气很热。", "热", "adjective"],
    ["三只猫", "只", "counter"],
    ["我只喝水", "只", "adverb"],
    ["他高兴地笑了", "地", "particle"],
    ["李明来了", "李明", "name"],
    ["一共三百五十块", "三百五十", "numeral"],
  ])("%s: %s is %s", (text, surface, part) => expect(word(text, surface)?.partOfSpeech).toBe(part as "noun"));

  test.each([
    ["你看得懂吗？", "看得懂", "看懂", ["potential"]],
    ["我尝了尝。", "尝了尝", "尝", undefined],
    ["我们试试吧。", "试试", "试", undefined],
  ])("%s: %s belongs to %s", (text, surface, lemma, inflection) => {
    expect(word(text, surface)?.lemma).toBe(lemma);
    expect(word(text, surface)?.inflection).toEqual(inflection as never);
  });

  test("a name is a guess, and a word of the dictionary is not", () => {
    const [name, , other] = chinese.analyse("单小明是同学");
    expect(name).toMatchObject({ reading: "Shàn Xiǎomíng", state: "guess", origin: "guess" });
    expect(other).toMatchObject({ reading: "tóngxué", state: "known", origin: "entry" });
  });

  test("letters and digits of other scripts need no reading", () => {
    expect(chinese.analyse("2024年ABC").map(({ state }) => state)).toEqual(["known", "known", "known"]);
  });

  test("a word whose reading the context does not decide is open", () => {
    expect(chinese.analyse("房间里有点闷。").at(-1)).toMatchObject({ state: "open", candidates: ["mēn", "mèn"] });
  });
});

describe("checks a reading", () => {
  test.each([
    ["agrees", "我去银行", "银行", "yínháng"],
    ["agrees", "我去银行", "银行", "Yín háng"],
    ["conflict", "我去银行", "银行", "yínxíng"],
    ["conflict", "听音乐", "音乐", "yīnlè"],
    ["conflict", "我要睡觉", "睡觉", "shuìjué"],
    ["conflict", "我去银行", "银行", "yǐnháng"],
    ["agrees", "我去银行", "银行", "yin2hang2"],
    ["conflict", "我去银行", "银行", "yin2xing2"],
    ["agrees", "我去银行", "银行", "yinhang"],
    ["conflict", "我去银行", "银行", "yinxing"],
    ["conflict", "我去银行", "银行", "ぎんこう"],
    ["conflict", "我去银行", "银行", "yín"],
    ["agrees", "绿色的", "绿色", "lvse"],
    ["agrees", "绿色的", "绿色", "lv4 se4"],
    ["agrees", "绿色的", "绿色", "lu:4se4"],
    ["possible", "你好吗", "你好", "níhǎo"],
    ["conflict", "北京", "北京", "béijīng"],
    ["unchecked", "我去银行", "银行", ""],
    ["unchecked", "我去银行", "银行", "-"],
    ["unchecked", "我去银行", "银行", "银行"],
    ["agrees", "我去西安", "西安", "xī'ān"],
    ["agrees", "我去西安", "西安", "xī ān"],
    ["agrees", "不是", "不是", "búshì"],
    ["conflict", "不来", "不", "bǔ"],
    ["agrees", "对不起", "对不起", "duìbuqǐ"],
    ["agrees", "听不懂", "听不懂", "tīngbudǒng"],
    ["conflict", "研究", "研究", "yánjiù"],
    ["possible", "一个", "一个", "yíge"],
    ["agrees", "一个", "一个", "yígè"],
    ["conflict", "一个", "一个", "yǐgè"],
    ["conflict", "一样", "一样", "yìyàng"],
    ["agrees", "一样", "一样", "yíyàng"],
    ["possible", "我的朋友", "朋友", "péngyǒu"],
    ["conflict", "我的朋友", "朋友", "péngyóu"],
    ["possible", "他们的关系", "关系", "guānxì"],
    ["possible", "我去玩儿", "玩儿", "wán ér"],
    ["agrees", "我去玩儿", "玩儿", "wánr"],
    ["agrees", "我有T恤", "T恤", "T xù"],
    ["unchecked", "ABC", "ABC", "abc"],
    ["agrees", "我受不了了。", "受不了", "shòubuliǎo"],
    ["possible", "李明来了", "李明", "lǐ míng"],
    ["unchecked", "李明来了", "李明", "lǐ méng"],
  ])("%s: %s %s %s", (verdict, text, surface, reading) => {
    expect(check(text, surface, reading).verdict).toBe(verdict as "agrees");
  });

  test.each([
    ["conflict", "我受不了了。", 4, "liǎo"],
    ["agrees", "我受不了了。", 4, "le"],
    ["conflict", "明天还给你", 2, "hái"],
    ["agrees", "明天还给你", 2, "huán"],
    ["conflict", "长出耳朵来了", 0, "cháng"],
    ["agrees", "长出耳朵来了", 0, "zhǎng"],
  ])("%s: %s, the word at %d as %s", (verdict, text, start, reading) => {
    expect(chinese.check(text, { start, end: start + 1, reading }).verdict).toBe(verdict as "agrees");
  });

  test.each([
    ["agrees", "研究", "yánjiù"],
    ["possible", "研究", "yánjiū"],
    ["agrees", "法國", "fàguó"],
    ["agrees", "垃圾", "lèsè"],
    ["conflict", "法國", "fàgú"],
    ["conflict", "銀行", "gōnghuì"],
  ])("reads Traditional Chinese as in Taiwan if asked to: %s %s %s", (verdict, surface, reading) => {
    expect(taiwan.check(surface, { start: 0, end: surface.length, reading }).verdict).toBe(verdict as "possible");
  });

  test.each([
    ["possible", "研究", "yánjiù"],
    ["agrees", "研究", "yánjiū"],
    ["possible", "垃圾", "lèsè"],
    ["conflict", "法國", "fàgú"],
  ])("accepts Taiwan's readings for Traditional Chinese otherwise: %s %s %s", (verdict, surface, reading) => {
    expect(mainland.check(surface, { start: 0, end: surface.length, reading }).verdict).toBe(verdict as "possible");
  });

  test("offers the reading that the context decides, and judges another span too", () => {
    expect(check("他头发很长", "长", "zhàng").candidates).toEqual(["cháng"]);
    expect(check("我们的关系", "们的", "men de").verdict).toBe("agrees");
    expect(check("我在地铁站门口", "铁站门", "tiě zhàn měn").verdict).toBe("conflict");
  });

  test("calls a wrong tone a conflict nearly always and never agrees with it", () => {
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
    expect(counts.conflict / (counts.conflict + counts.possible)).toBeGreaterThan(0.95);
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
      for (const { start, end: to, surface, reading, origin } of chinese.analyse(text)) {
        expect(text.slice(start, to)).toBe(surface);
        expect(start).toBeGreaterThanOrEqual(end);
        between += text.slice(end, start);
        end = to;
        const own = origin === "guess" ? "possible" : "agrees";
        if (reading) expect(chinese.check(text, { start, end, reading }).verdict).toBe(own);
      }
      expect(between + text.slice(end)).not.toMatch(/[\p{L}\p{N}]/u);
    }),
    { numRuns: 200 },
  );
});
