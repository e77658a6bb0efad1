import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { learningLanguages } from "#shared/languages/types.ts";
import { longestSentence, splitSentences } from "./sentences.ts";

const texts = (text: string, language: "ja" | "zh-Hans" | "ko" = "ja") =>
  splitSentences(text, language).map((sentence) => sentence.text);

describe("the sentences of a text", () => {
  test("keep their places, and leave out what is between them", () => {
    expect(splitSentences("今日は雨です。\n\n  In English.\n傘を買いました。家に帰ります。", "ja")).toEqual([
      { text: "今日は雨です。", at: 0 },
      { text: "傘を買いました。", at: 23 },
      { text: "家に帰ります。", at: 31 },
    ]);
  });

  test("are one for each line of a text without full stops", () => {
    expect(texts("행복은 멀리\n있지 않다", "ko")).toEqual(["행복은 멀리", "있지 않다"]);
  });

  test("are the whole text when it is a single short word", () => {
    expect(splitSentences(" 猫 ", "ja")).toEqual([{ text: "猫", at: 1 }]);
  });

  test("are none for a text in another language", () => {
    expect(texts("I like cats.")).toEqual([]);
    expect(texts("")).toEqual([]);
  });

  test("are cut at a comma when one is too long to explain", () => {
    const clause = "雨が降って風が吹いて、";
    const long = `${clause.repeat(60)}寒いです。`;
    const parts = texts(long);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.every((part) => part.length <= longestSentence)).toBe(true);
    expect(parts.slice(0, -1).every((part) => part.endsWith("、"))).toBe(true);
    expect(parts.join("")).toBe(long);
  });

  test("stand in the text where they say, whatever the text is", () => {
    const piece = fc.constantFrom(
      "今日は",
      "雨です",
      "。",
      "！",
      "\n",
      " ",
      "cats",
      "我去",
      "학교에 ",
      "「",
      "」",
      "、",
      "𠮷",
      "か\u3099",
      "1. ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), fc.constantFrom(...learningLanguages), (pieces, language) => {
        const text = pieces.join("");
        let end = 0;
        for (const { text: sentence, at } of splitSentences(text, language)) {
          expect(text.slice(at, at + sentence.length)).toBe(sentence);
          expect(at).toBeGreaterThanOrEqual(end);
          expect(sentence.trim()).toBe(sentence);
          expect(sentence).not.toBe("");
          expect(sentence.length).toBeLessThanOrEqual(longestSentence);
          end = at + sentence.length;
        }
      }),
    );
  });
});

test("makes no card of the sign that a cut leaves over", () => {
  expect(splitSentences(`${"あいうえおかきくけこ".repeat(30)}。`, "ja")).toHaveLength(1);
});
