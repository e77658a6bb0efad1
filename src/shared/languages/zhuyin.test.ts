import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { languages } from "./index.ts";
import { markTones, pinyinSyllables, splitPinyin } from "./pinyin.ts";
import { fromZhuyin, toneOf, toZhuyin } from "./zhuyin.ts";

/** Rows of the pinyin–Zhuyin table that are spelled in an unexpected way. */
describe("spells a syllable as the table of the Ministry of Education does", () => {
  test.each([
    ["bō", "ㄅㄛ"],
    ["mò", "ㄇㄛˋ"],
    ["fó", "ㄈㄛˊ"],
    ["wǒ", "ㄨㄛˇ"],
    ["lo", "˙ㄌㄛ"],
    ["yō", "ㄧㄛ"],
    ["ó", "ㄛˊ"],
    ["guó", "ㄍㄨㄛˊ"],
    ["zhī", "ㄓ"],
    ["chī", "ㄔ"],
    ["shì", "ㄕˋ"],
    ["rì", "ㄖˋ"],
    ["zì", "ㄗˋ"],
    ["cì", "ㄘˋ"],
    ["sì", "ㄙˋ"],
    ["xī", "ㄒㄧ"],
    ["yī", "ㄧ"],
    ["yě", "ㄧㄝˇ"],
    ["yáo", "ㄧㄠˊ"],
    ["yǒu", "ㄧㄡˇ"],
    ["liù", "ㄌㄧㄡˋ"],
    ["yán", "ㄧㄢˊ"],
    ["tiān", "ㄊㄧㄢ"],
    ["yīn", "ㄧㄣ"],
    ["yìng", "ㄧㄥˋ"],
    ["yái", "ㄧㄞˊ"],
    ["wǔ", "ㄨˇ"],
    ["wèi", "ㄨㄟˋ"],
    ["guì", "ㄍㄨㄟˋ"],
    ["wén", "ㄨㄣˊ"],
    ["lún", "ㄌㄨㄣˊ"],
    ["wēng", "ㄨㄥ"],
    ["dōng", "ㄉㄨㄥ"],
    ["yú", "ㄩˊ"],
    ["jū", "ㄐㄩ"],
    ["qù", "ㄑㄩˋ"],
    ["xué", "ㄒㄩㄝˊ"],
    ["nǚ", "ㄋㄩˇ"],
    ["nǔ", "ㄋㄨˇ"],
    ["lǜ", "ㄌㄩˋ"],
    ["lù", "ㄌㄨˋ"],
    ["lüè", "ㄌㄩㄝˋ"],
    ["nüè", "ㄋㄩㄝˋ"],
    ["yuǎn", "ㄩㄢˇ"],
    ["quán", "ㄑㄩㄢˊ"],
    ["jūn", "ㄐㄩㄣ"],
    ["yòng", "ㄩㄥˋ"],
    ["xióng", "ㄒㄩㄥˊ"],
    ["ér", "ㄦˊ"],
    ["èi", "ㄟˋ"],
    ["ma", "˙ㄇㄚ"],
    ["zi", "˙ㄗ"],
    ["de", "˙ㄉㄜ"],
    ["Běi", "ㄅㄟˇ"],
    ["ňg", "ㄫˇ"],
    ["ń", "ㄣˊ"],
    ["ḿ", "ㄇˊ"],
    ["wánr", "ㄨㄢˊㄦ"],
    ["huār", "ㄏㄨㄚㄦ"],
    ["zher", "˙ㄓㄜㄦ"],
    ["nǎr", "ㄋㄚˇㄦ"],
  ] as const)("%s %s", (pinyin, zhuyin) => expect(toZhuyin(pinyin)).toBe(zhuyin));
});

test.each(["", "T", "hello", "bfa", "üü", "kana"])("knows that %p is not a syllable", (text) =>
  expect(toZhuyin(text)).toBeNull(),
);

describe("every legal syllable with every tone", () => {
  const all = [...pinyinSyllables].flatMap((syllable) => [1, 2, 3, 4, 5].map((tone) => ({ syllable, tone })));
  test("is there: more than 400 syllables", () => expect(pinyinSyllables.size).toBeGreaterThan(400));
  test("has a spelling of its own", () => {
    const spelled = all.map(({ syllable, tone }) => toZhuyin(markTones(`${syllable}${tone}`)));
    expect(spelled).not.toContain(null);
    // only ㄧㄛ and ㄨㄥ stand for two spellings of pinyin, and neither of these is a syllable beside the other
    expect(new Set(spelled).size).toBe(all.length);
  });
  test("is made of at most three symbols, in the order initial, medial, final", () => {
    for (const { syllable } of all) expect(toZhuyin(markTones(`${syllable}1`))).toMatch(/^[ㄅ-ㄙ]?[ㄧㄨㄩ]?[ㄚ-ㄦ]?$/);
  });
  test("comes back as the same pinyin", () => {
    for (const { syllable, tone } of all)
      expect(fromZhuyin(toZhuyin(markTones(`${syllable}${tone}`)) ?? "")).toBe(`${syllable}${tone}`);
  });
  test("has the tone that was marked", () => {
    for (const { syllable, tone } of all)
      expect(`${syllable} ${toneOf(markTones(`${syllable}${tone}`))}`).toBe(`${syllable} ${tone}`);
  });
});

test("brings words of several syllables back, with and without spaces, and with 儿", () => {
  const syllable = fc.record({ plain: fc.constantFrom(...pinyinSyllables), tone: fc.integer({ min: 1, max: 5 }) });
  fc.assert(
    fc.property(
      fc.array(syllable, { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      fc.boolean(),
      (parts, isErhua, isSpaced) => {
        const numbered = parts.map(({ plain, tone }) => `${plain}${tone}`);
        // ㄦ after another syllable is the merged 儿, and a first tone has no mark at which the next syllable could begin
        fc.pre(parts.every(({ plain }) => plain !== "er") && parts.every(({ tone }) => isSpaced || tone !== 1));
        const symbols = numbered.map((each) => toZhuyin(markTones(each)));
        // a neutral tone has no mark at its end, either: ˙ㄓ and ㄚˊ would be ˙ㄓㄚˊ
        const runsOn = (tone: number, next = "") => tone === 5 && /^[ㄧㄨㄩㄚ-ㄥ]/.test(next);
        fc.pre(isSpaced || !parts.some(({ tone }, index) => runsOn(tone, symbols[index + 1] ?? "")));
        const written = symbols.join(isSpaced ? " " : "") + (isErhua ? "ㄦ" : "");
        expect(fromZhuyin(written)).toBe([...numbered, ...(isErhua ? ["r5"] : [])].join(" "));
      },
    ),
  );
});

test("knows that no syllable has two tones", () => {
  for (const text of ["˙ㄓㄚˊ", "˙ㄉㄧㄚˇ", "ㄏㄠˇ ˙ㄇㄚˋ"]) expect(fromZhuyin(text)).toBeNull();
});

test("takes a reading that the learner types in Zhuyin", () => {
  const { toOwnNotation } = languages["zh-Hant"];
  expect(toOwnNotation("ㄒㄧˇㄏㄨㄢ")).toBe("xǐ huān");
  expect(toOwnNotation("ㄅㄟˇ ㄐㄧㄥ")).toBe("běi jīng");
  expect(toOwnNotation("˙ㄇㄚ")).toBe("ma");
  expect(toOwnNotation("ㄅㄅ")).toBe("ㄅㄅ");
});

test("splits a word into syllables that Zhuyin can spell", () => {
  for (const word of ["xī'ān", "fāng'àn", "nǚ'ér", "wánr", "Běijīng", "zhōngguórén", "lǚyóu"])
    for (const syllable of splitPinyin(word) ?? [""]) expect(toZhuyin(syllable)).not.toBeNull();
});
