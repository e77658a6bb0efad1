import { expect, test } from "bun:test";
import fc from "fast-check";
import { spanInForm, spanInText, toAnalysisForm, toPlainText } from "./analysis-form.ts";
import { letterRuns } from "./letters.ts";

test.each([
  ["half-width kana", "ﾃﾚﾋﾞとﾊﾟﾝ｡", "テレビとパン。"],
  ["full-width letters and digits, but not punctuation", "ＡＢＣ１２３！（笑）", "ABC123！（笑）"],
  ["Kangxi radicals and other radicals", "⾒⽇⻑⻝", "見日長食"],
  ["compatibility characters", "㍿\uFA19㎏①", "株式会社神kg1"],
  ["decomposed kana and Hangul", "がぱ같이".normalize("NFD"), "がぱ같이"],
  ["voicing marks in any width", "か゛ハ゜ｶ\u3099ぎ゛あ゛", "がパガぎあ"],
  ["variation selectors and invisible characters", "葛\u{E0100}城\u200B\uFE0F\u00AD", "葛城"],
  ["tildes", "〜～~", "〜〜〜"],
  ["kana iteration marks", "こゝろ すゞめ バナヽ ゞ", "こころ すずめ バナナ ゞ"],
  ["lone surrogates", "a\uD800b\uDC00", "a\uFFFDb\uFFFD"],
])("has one spelling of %s", (_, written, form) => {
  expect(toPlainText(written)).toBe(form);
});

test.each(["人々", "ㅋㅋㅠㅠ", "「はい」、…", "がぎぐ", "한국어"])("leaves %s as it is", (text) => {
  expect(toPlainText(text)).toBe(text);
});

test("leads from each span of the form to the original and back", () => {
  const form = toAnalysisForm("㍿のﾃﾞｰﾀ");
  expect(form.text).toBe("株式会社のデータ");
  expect(spanInText(form, { start: 0, end: 2 })).toEqual({ start: 0, end: 1 });
  expect(spanInText(form, { start: 5, end: 8 })).toEqual({ start: 2, end: 6 });
  expect(spanInForm(form, { start: 2, end: 6 })).toEqual({ start: 5, end: 8 });
  expect(spanInForm(form, { start: 0, end: 1 })).toEqual({ start: 0, end: 4 });
});

test("is the same for the composed and the decomposed text, and stays as it is when taken twice", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const form = toPlainText(text);
      expect(toPlainText(text.normalize("NFD"))).toBe(toPlainText(text.normalize("NFC")));
      expect(toPlainText(form)).toBe(form);
      expect(form.isWellFormed()).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test("counts radicals and squares as letters, but no marks alone and nothing invisible", () => {
  const text = "⾒る㍿ \uFE0F \u0301 \u3164 😀";
  expect(letterRuns(text).map(({ start, end }) => text.slice(start, end))).toEqual(["⾒る㍿"]);
});
