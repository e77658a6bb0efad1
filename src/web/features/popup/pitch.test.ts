import { expect, test } from "bun:test";
import { readPitch, readPitches, splitMorae } from "./pitch.ts";

const draw = (kana: string, value: string) => {
  const pitch = readPitch(kana, value);
  if (!pitch) return null;
  return `${pitch.morae.map(({ text, isHigh }) => text + (isHigh ? "¯" : "_")).join("")}${pitch.isParticleHigh ? "+" : "-"}`;
};

test.each([
  ["さくら", "0", "さ_く¯ら¯+"], // 桜が
  ["はし", "1", "は¯し_-"], // 箸
  ["はし", "2", "は_し¯-"], // 橋: falls on the particle
  ["はし", "0", "は_し¯+"], // 端
  ["こころ", "2", "こ_こ¯ろ_-"],
  ["きょう", "1", "きょ¯う_-"], // a small letter is part of its mora
  ["がっこう", "0", "が_っ¯こ¯う¯+"], // っ is a mora
  ["コーヒー", "3", "コ_ー¯ヒ¯ー_-"],
  ["き", "0", "き_+"],
  ["き", "1", "き¯-"],
  ["はし", "HL", "は¯し_-"],
  ["はし", "LHL", "は_し¯-"],
  ["はし", "LHH", "は_し¯+"],
  ["はし", "5", null], // more than the word has
  ["はし", "", null],
  ["はし", "H", null],
  ["", "0", null],
])("draws the pitch of %s with %s", (kana, value, expected) => {
  expect(draw(kana, value)).toBe(expected);
});

test("names the mora after which the voice falls", () => {
  expect(readPitch("こころ", "2")?.fallsAfter).toBe("こ");
  expect(readPitch("さくら", "0")?.fallsAfter).toBeNull();
  expect(readPitch("はし", "2")?.fallsAfter).toBe("し");
});

test("reads several pitches of a word", () => {
  expect(readPitches("にんき", "0, 1, x").map(({ fallsAfter }) => fallsAfter)).toEqual([null, "に"]);
});

test("cuts kana into morae", () => {
  expect(splitMorae("しゅっちょう")).toEqual(["しゅ", "っ", "ちょ", "う"]);
});
