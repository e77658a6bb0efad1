import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { cutText, isHardToDraw } from "./cut-text.ts";

describe("cutText", () => {
  test.each([
    ["after a line break", "aaaa\nbbbb cc", ["aaaa\n", "bbbb cc"]],
    ["after a sentence", "猫です。犬です。鳥です", ["猫です。犬です。", "鳥です"]],
    ["after a space", "one two three", ["one two ", "three"]],
    ["between two letters", "aaaaaaaaaaaa", ["aaaaaaaaaa", "aa"]],
    ["not inside a character", "aaaaaaaaa😀a", ["aaaaaaaaa", "😀a"]],
  ])("cuts %s", (_, text, blocks) => {
    expect(cutText(text, 10)).toEqual(blocks);
  });

  test("loses nothing, and makes no block too long", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.integer({ min: 2, max: 20 }), (text, longest) => {
        const blocks = cutText(text, longest);
        expect(blocks.join("")).toBe(text);
        for (const block of blocks) expect(block.length).toBeWithin(1, longest + 1);
      }),
    );
  });

  test("leaves the earlier blocks as they are when a text grows", () => {
    const text = "日本に行きたいです。 The next line.\n".repeat(20);
    const blocks = cutText(text, 50);
    expect(cutText(text.slice(0, 300), 50).slice(0, -1)).toEqual(
      blocks.slice(0, cutText(text.slice(0, 300), 50).length - 1),
    );
  });
});

describe("isHardToDraw", () => {
  test.each([
    ["brackets without a place for a line break", "「".repeat(500)],
    ["full stops", "。".repeat(500)],
    ["a letter with many accents", `a${"\u0301".repeat(30)}`],
    ["a mark of Japanese", `か${"\u3099".repeat(30)}`],
    ["a mark of Chinese", `一${"\u302a".repeat(30)}`],
    ["a chain of joiners", "\u200d".repeat(30)],
    ["Hangul letters of one syllable", "\u1100".repeat(30)],
    ["Thai without spaces", "ก".repeat(500)],
  ])("%s", (_, text) => expect(isHardToDraw(text)).toBe(true));

  test.each([
    ["a long Japanese text", "「日本に行きたいです」と彼は言った。".repeat(500)],
    ["a long Korean text", "한국어를 공부해요. ".repeat(500)],
    ["a long word", "a".repeat(5_000)],
    ["a long address", `https://a.example/?${"q=1&".repeat(500)}`],
    ["pinyin with tones", "nǐ hǎo ".repeat(500)],
    ["decomposed letters", "e\u0301a\u0300 ".repeat(500)],
    ["a family", "👨‍👩‍👧‍👦"],
  ])("not %s", (_, text) => expect(isHardToDraw(text)).toBe(false));
});
