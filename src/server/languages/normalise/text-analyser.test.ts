import { describe, expect, setDefaultTimeout, test } from "bun:test";
import fc from "fast-check";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { toPlainText } from "#shared/normalise/analysis-form.ts";
import { letterRuns } from "#shared/normalise/letters.ts";
import { createLoader } from "#server/languages/load-language.ts";
import { languageData } from "#test/language-data.ts";
import type { TextAnalyser } from "./text-analyser.ts";

setDefaultTimeout(60_000);

const analysers = Object.fromEntries(
  await Promise.all(learningLanguages.map(async (code) => [code, await createLoader(languageData)(code)] as const)),
) as Record<LearningLanguage, TextAnalyser>;
const wordsOf = (language: LearningLanguage, text: string) => [...analysers[language].analyse(text)].flat();
const readingsOf = (text: string) =>
  wordsOf("ja", text).map(({ surface, reading }) => (reading ? `${surface}=${reading}` : surface));

/** Pieces of real text and of everything that breaks text. */
const piece = fc.oneof(
  fc.constantFrom(
    ..."昨日友達と映画を見に行きました。|私は学生です|银行行长说他还得去|我把書還給你了|학생입니다|같이 갈래요?|금요일".split(
      "|",
    ),
    ..."⽇本⾏⻑|ﾃﾚﾋﾞ ｶﾞ|ＡＢＣ１２３|㍿㎏①|ゝゞヽヾ々|〜～~|葛\u{E0100}\uFE0F|\u200B\u00AD\u3164|ㅋㅋㅠ|שלום عربي|<b>&amp;</b>".split(
      "|",
    ),
    ..."（きのう）|(た)|《よ》|[ひ]|😀👨‍👩‍👧🇯🇵1️⃣|\uD800|\uDC00|。！？…|\n\n|   ".split("|"),
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.stringMatching(
    /^[\u1100-\u11FF\u3040-\u30FF\u3130-\u318F\u4E00-\u4E20\uAC00-\uAC40\u2E80-\u2FDF\u3200-\u33FF]{0,8}$/,
  ),
);
const anyText = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));

describe.each([...learningLanguages])("any text in %s", (language) => {
  test("has each letter in exactly one word", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const word of wordsOf(language, text)) {
          expect(text.slice(word.start, word.end)).toBe(word.surface);
          expect(word.start).toBeGreaterThanOrEqual(end);
          expect(letterRuns(text, end, word.start)).toEqual([]);
          expect(letterRuns(word.surface)).not.toEqual([]);
          end = word.end;
        }
        expect(letterRuns(text, end)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("has the same words in every form", () => {
    const folded = (text: string) =>
      wordsOf(language, text).map(({ surface, reading }) => [toPlainText(surface), reading]);
    fc.assert(
      fc.property(anyText, (text) => {
        const words = folded(text.normalize("NFC"));
        expect(folded(text.normalize("NFD"))).toEqual(words);
        expect(folded(toCompatibilityForm(text.normalize("NFC")))).toEqual(words);
      }),
      { numRuns: 300, examples: [["\u{16D6A}\u{16D67}"], ["\u{16D68}"]] },
    );
  });
});

/** The text as an old input method or a PDF would give it. */
const toCompatibilityForm = (text: string) =>
  text
    .replace(/[A-Za-z0-9]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
    .replace(/[日行見食長]/g, (kanji) => ({ 日: "⽇", 行: "⾏", 見: "⾒", 食: "⾷", 長: "⻑" })[kanji] ?? kanji)
    .replace(/テレビ/g, "ﾃﾚﾋﾞ");

test("finds the words of decomposed Hangul and kana", () => {
  const read = (text: string) => wordsOf("ko", text).map(({ reading }) => reading);
  expect(read("같이 한국어는 좋아요".normalize("NFD"))).toEqual(read("같이 한국어는 좋아요"));
  expect(readingsOf("映画を見ながら".normalize("NFD")).map((word) => word.normalize("NFC"))).toEqual(
    readingsOf("映画を見ながら"),
  );
});

test.each([
  ["拝⾒する", "拝見する"],
  ["⽇本に⾏きたい", "日本に行きたい"],
  ["受験の⽅", "受験の方"],
])("reads the Kangxi radicals in %s as %s", (radicals, kanji) => {
  const words = wordsOf("ja", radicals).map(({ surface, ...word }) => ({ ...word, surface: toPlainText(surface) }));
  expect(words).toEqual(wordsOf("ja", kanji));
  expect(words.some(({ reading }) => reading !== "")).toBe(true);
});

describe("a reading that the learner typed in brackets", () => {
  const claims = (text: string) =>
    wordsOf("ja", text).map(({ surface, reading, claim, state, claimBy }) =>
      claim === undefined ? surface : `${surface}=${reading} ${claim} ${state} ${claimBy}`,
    );

  test.each([
    ["昨日(きのう)友達", ["昨日(きのう)=きのう きのう chosen learner", "友達"]],
    [
      "徳島（とくしま）に行(い)く",
      ["徳島（とくしま）=とくしま とくしま chosen learner", "に", "行(い)く=いく いく chosen learner"],
    ],
    ["食(た)べる", ["食(た)べる=たべる たべる chosen learner"]],
    ["食(た)べ物(もの)", ["食(た)べ物(もの)=たべもの たべもの chosen learner"]],
    ["手(て)紙(がみ)", ["手(て)紙(がみ)=てがみ てがみ chosen learner"]],
    [
      "花(はな)見(み)に学(がっ)校(こう)の山(やま)登(のぼ)り",
      [
        "花(はな)見(み)=はなみ はなみ chosen learner",
        "に",
        "学(がっ)校(こう)=がっこう がっこう chosen learner",
        "の",
        "山(やま)登(のぼ)り=やまのぼり やまのぼり chosen learner",
      ],
    ],
    ["食べ物(たべもの)", ["食べ物(たべもの)=たべもの たべもの chosen learner"]],
    ["言《い》いなさい", ["言《い》いなさい=いいなさい いいなさい chosen learner"]],
    ["昨日(ｷﾉｳ)", ["昨日(ｷﾉｳ)=きのう きのう chosen learner"]],
  ])("belongs to its word and settles its reading: %s", (text, expected) => {
    expect(claims(text)).toEqual(expected);
  });

  test("is in conflict when the dictionary knows no such reading", () => {
    const [word] = wordsOf("ja", "映画(えか)を見た");
    expect(word).toMatchObject({ surface: "映画(えか)", reading: "えいが", claim: "えか", verdict: "conflict" });
  });

  test.each(["明日（たぶん）行く", "最高（笑）", "猫（すごくかわいい）", "「はい」（ええ）"])(
    "is not seen in %s",
    (text) => {
      expect(wordsOf("ja", text).every(({ claim }) => claim === undefined)).toBe(true);
    },
  );

  test("is not looked for in other languages", () => {
    expect(wordsOf("ko", "학교(學校)에").map(({ surface }) => surface)).toEqual(["학교", "學校", "에"]);
    expect(wordsOf("zh-Hans", "你(nǐ)好").map(({ surface }) => surface)).toContain("nǐ");
  });
});

test("checks a claim at its span in the text as it was written", () => {
  const { check } = analysers.ja;
  const text = "㍿山で昨日(きのう)⾒た";
  expect(check(text, { start: 3, end: 10, reading: "きのう" }).verdict).toBe("agrees");
  expect(check(text, { start: 3, end: 10, reading: "きのお" }).verdict).not.toBe("agrees");
  expect(check(text, { start: 10, end: 12, reading: "みた" }).verdict).toBe("agrees");
});

test.each(["", "。。。！？", "😀👨‍👩‍👧‍👦🎉", "   \n", "\u200B\uFE0F"])("finds no words in %j", (text) => {
  for (const language of learningLanguages) expect(wordsOf(language, text)).toEqual([]);
});

test.each([...learningLanguages])("never cuts a character that stands for several: %s", (language) => {
  for (const text of ["가".repeat(29) + "㍿".repeat(20), "猫".repeat(1_999) + "㍿猫"]) {
    const words = wordsOf(language, text);
    expect(words.map(({ surface }) => surface).join("")).toBe(text);
    expect(words.every(({ start }, index) => start >= (words[index - 1]?.end ?? 0))).toBe(true);
  }
});

test("analyses a long text in pieces that are cut at sentence ends", () => {
  const sentence = "昨日友達と映画を見に行きました。";
  const pieces = [...analysers.ja.analyse(sentence.repeat(500))];
  expect(pieces.length).toBeGreaterThanOrEqual(4);
  const each = wordsOf("ja", sentence).map(({ surface }) => surface);
  expect(pieces.flat().map(({ surface }) => surface)).toEqual(Array.from({ length: 500 }, () => each).flat());
});

test.each([...learningLanguages])("gives every letter of one word of 50,000 characters a word: %s", (language) => {
  const text = { ja: "猫", "zh-Hans": "猫", "zh-Hant": "貓", ko: "고" }[language].repeat(50_000);
  const words = wordsOf(language, text);
  expect(words.map(({ surface }) => surface).join("")).toBe(text);
});

describe("gives no reading and no meaning to a text of another language, and agrees with no claim about it", () => {
  test.each([
    ["ja", "我喜欢银行。", "行", "くだり"],
    ["ja", "银行", "行", "くだり"],
    ["ja", "請問你想去圖書館嗎？", "書", "しょ"],
    ["zh-Hans", "昨日は楽しかったです。", "昨日", "zuórì"],
    ["zh-Hant", "時間厳守", "時間", "shíjiān"],
  ] as const)("%s: %s", (language, text, word, reading) => {
    const words = wordsOf(language, text);
    const at = text.indexOf(word);
    expect(words.map((each) => each.reading + (each.dictionaryMeanings ?? []).join())).toEqual(words.map(() => ""));
    expect(words.find(({ start, end }) => start <= at && at < end)).toMatchObject({ state: "none", candidates: [] });
    const span = { start: at, end: at + word.length, reading };
    expect(analysers[language].check(text, span).verdict).toBe("unchecked");
  });
  test.each([
    ["ja", "國學院大學"],
    ["ja", "北京大学"],
    ["ja", "我が家"],
    ["ja", "理想的"],
    ["ja", "想像的存在目的"],
    ["ja", "时间があれば行きます。"],
    ["zh-Hans", "請問圖書館在哪裡？"],
    ["zh-Hant", "请问图书馆在哪里？"],
  ] as const)("and still reads, in %s, %s", (language, text) => {
    expect(wordsOf(language, text).some(({ reading }) => reading !== "")).toBe(true);
  });
});
