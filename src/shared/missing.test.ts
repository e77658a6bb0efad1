import { expect, test } from "bun:test";
import { buildWordAt } from "#test/builders.ts";
import type { Card } from "./card.ts";
import { hasExplanation, isExplained, missingIn } from "./missing.ts";

const text = "気になる店";
const words = [buildWordAt(text, 0, 1), buildWordAt(text, 1, 2), buildWordAt(text, 2, 4), buildWordAt(text, 4, 5)];
const bare: Card = { language: "ja", text, at: 0, translation: "", words, joins: [], note: "" };
const missing = (card: Card) => {
  const { translation, words: without, note } = missingIn(card);
  return { translation, words: without.map(({ surface }) => surface), note };
};

test("names everything when the model has said nothing", () => {
  expect(missing(bare)).toEqual({ translation: true, words: ["気", "に", "なる", "店"], note: true });
  expect([isExplained(bare), hasExplanation(bare)]).toEqual([false, false]);
});

test("counts the words of an expression as explained", () => {
  const card = { ...bare, translation: "A shop.", joins: [{ start: 0, end: 4, meaning: "to be curious about" }] };
  expect(missing(card)).toEqual({ translation: false, words: ["店"], note: true });
  expect([isExplained(card), hasExplanation(card)]).toEqual([false, true]);
});

test("counts a sentence without a note as explained, and one without a translation as not", () => {
  const card = { ...bare, translation: "A shop.", words: words.map((word) => ({ ...word, meaning: "m" })) };
  expect([isExplained(card), isExplained({ ...card, translation: "" })]).toEqual([true, false]);
  expect(hasExplanation({ ...bare, note: "A note." })).toBe(false);
});
