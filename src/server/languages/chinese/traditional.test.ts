import fc from "fast-check";
import { describe, expect, test } from "bun:test";
import { splitPinyin, withoutTone } from "#shared/languages/pinyin.ts";
import { languageData } from "#test/language-data.ts";
import { createChinese } from "./chinese.ts";

const { dictionaries } = languageData;
const traditional = createChinese(languageData, { isTraditional: true });
const readingOf = (text: string) =>
  traditional
    .analyse(text)
    .map(({ reading }) => reading)
    .join("");

/** Traditional characters with several simplified forms: the word decides. */
const readings: Record<string, string> = {
  "著 is zhù": "著名 zhùmíng, 著作 zhùzuò, 顯著 xiǎnzhù, 名著 míngzhù, 土著 tǔzhù, 卓著 zhuózhù, 原著 yuánzhù",
  "著 is 着":
    "看著 kànzhe, 穿著 chuānzhe, 拿著 názhe, 背著 bēizhe, 睡著 shuìzháo, 著急 zháojí, 著涼 zháoliáng, 著迷 zháomí, " +
    "著手 zhuóshǒu, 著想 zhuóxiǎng, 衣著 yīzhuó, 執著 zhízhuó",
  "乾 is qián": "乾隆 Qiánlóng, 乾坤 qiánkūn",
  "乾 is 干": "乾淨 gānjìng, 乾杯 gānbēi, 乾燥 gānzào, 乾脆 gāncuì, 乾旱 gānhàn, 餅乾 bǐnggān",
  "幹 is 干": "幹部 gànbù, 若干 ruògān",
  "藉 is jí, jiè": "狼藉 lángjí, 慰藉 wèijiè, 藉口 jièkǒu, 憑藉 píngjiè",
  "髮, 發": "頭髮 tóufa, 發展 fāzhǎn",
  "后, 後": "皇后 huánghòu, 後來 hòulái",
  "里, 裡": "公里 gōnglǐ, 裡面 lǐmiàn",
  "臺, 台": "臺灣 Táiwān, 台灣 Táiwān",
  "麼, 甚": "為什麼 wèishénme, 什麼 shénme",
  "了, 瞭": "瞭解 liǎojiě",
  "徵, 征": "徵求 zhēngqiú",
  "鐘, 鍾": "鐘頭 zhōngtóu",
  "鬆, 松": "鬆開 sōngkāi, 松樹 sōngshù",
  "麵, 面": "麵條 miàntiáo, 面子 miànzi",
  "穀, 谷": "稻穀 dàogǔ, 山谷 shāngǔ",
  "衝, 沖": "衝突 chōngtū, 沖洗 chōngxǐ",
  "迴, 回": "迴避 huíbì, 回家 huíjiā",
  "曆, 歷": "日曆 rìlì, 歷史 lìshǐ",
  "複, 復, 覆": "複雜 fùzá, 恢復 huīfù, 反覆 fǎnfù, 覆蓋 fùgài, 重複 chóngfù",
  "獲, 穫": "獲得 huòdé, 收穫 shōuhuò",
  "彷, 彿": "彷彿 fǎngfú",
  "several readings":
    "銀行 yínháng, 行長 hángzhǎng, 長大 zhǎngdà, 長處 chángchù, 還書 huán shū, 還是 háishi, 重要 zhòngyào, 音樂 yīnyuè, " +
    "快樂 kuàilè, 睡覺 shuìjiào, 參加 cānjiā, 人參 rénshēn, 處理 chǔlǐ, 住處 zhùchù, 種類 zhǒnglèi, 種樹 zhòngshù, 弄髒 nòngzāng, " +
    "心臟 xīnzàng, 傳記 zhuànjì, 傳說 chuánshuō, 彈琴 tánqín, 子彈 zǐdàn, 關係 guānxi",
};

describe.each(Object.entries(readings))("%s", (_heading, words) => {
  test.each(words.split(", ").map((word) => word.split(/ (.*)/).slice(0, 2) as [string, string]))(
    "%s is read %s",
    (word, reading) => expect(readingOf(word)).toBe(reading.replace(" ", "")),
  );
});

const known = (letter: string) =>
  dictionaries
    .find("zh-Hant", letter)
    .flatMap(({ readings }) => readings)
    .map((syllable) => withoutTone(syllable));

const words = Object.values(readings).flatMap((list) => list.split(", ").map((word) => word.split(" ")[0] ?? ""));
const piece = fc.oneof(
  fc.constantFrom(...words),
  fc.constantFrom(...Array.from("著着乾干藉麼後里裡臺儿兒倲㑈嗰嚧𫍢𠮷😀，。 AかABC"), "\ud83d", "\udc00"),
);

test("gives each character one of its own readings, whatever the context", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      for (const { surface, reading } of traditional.analyse(text)) {
        const letters = Array.from(surface);
        const syllables = reading === "" ? [] : (splitPinyin(reading, letters.length) ?? splitPinyin(reading));
        for (const [index, syllable] of (syllables ?? []).entries()) {
          const letter = letters[index] ?? "";
          if (/[儿兒]/.test(letter) && syllable === "r") continue;
          expect([surface, known(letter)]).toEqual([surface, expect.arrayContaining([withoutTone(syllable)])]);
        }
      }
    }),
    { numRuns: 500 },
  );
});
