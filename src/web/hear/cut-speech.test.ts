import { expect, test } from "bun:test";
import fc from "fast-check";
import { cutSpeech } from "./cut-speech.ts";

test.each([
  ["", 10, []],
  ["短い文。", 10, ["短い文。"]],
  ["今日は暑い。明日も暑い。", 8, ["今日は暑い。", "明日も暑い。"]],
  ["雨が降ったので、家にいた。", 9, ["雨が降ったので、", "家にいた。"]],
  ["오늘은 날씨가 아주 좋아요", 9, ["오늘은 날씨가 ", "아주 좋아요"]],
  ["「そうです。」と言った。", 9, ["「そうです。」", "と言った。"]],
  ["あいうえおかきくけこ", 4, ["あいうえ", "おかきく", "けこ"]],
] as const)("cuts %p to %p at a pause: %p", (text, longest, expected) =>
  expect(cutSpeech(text, longest)).toEqual([...expected]),
);

test("loses no letter and makes no piece too long", () => {
  const texts = fc.string({ unit: fc.constantFrom("あ", "。", "、", " ", "𠮷", "a"), maxLength: 200 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 4, max: 60 }), (text, longest) => {
      const pieces = cutSpeech(text, longest);
      expect(pieces.join("")).toBe(text);
      for (const piece of pieces) {
        expect(piece.length).toBeGreaterThan(0);
        expect(piece.length).toBeLessThanOrEqual(longest);
        expect(piece.isWellFormed()).toBe(true);
      }
    }),
  );
});
