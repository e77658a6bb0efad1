import { expect, test } from "bun:test";
import type { Card, Word } from "#shared/card.ts";
import { buildWordAt } from "#test/builders.ts";
import { emptyCard } from "./attach.ts";
import { coverage } from "./coverage.ts";

const text = "「猫が、好き！」😀";
function toCard(...spans: [start: number, end: number, more?: Partial<Word>][]): Card {
  const words = spans.map(([start, end, more]) => buildWordAt(text, start, end, { state: "known", ...more }));
  return { ...emptyCard("ja"), text, words };
}

test("needs no word for punctuation, symbols and spaces", () => {
  expect(coverage(toCard([1, 2], [2, 3], [4, 6]))).toEqual({
    complete: true,
    missing: [],
    inDoubt: 0,
    open: 0,
    pending: 3,
  });
});

test("finds letters without a word", () => {
  expect(coverage(toCard([2, 3], [4, 5]))).toMatchObject({
    complete: false,
    missing: [
      { start: 1, end: 2 },
      { start: 5, end: 6 },
    ],
  });
  expect(coverage(toCard()).missing.map(({ start, end }) => text.slice(start, end))).toEqual(["猫が", "好き"]);
});

test("does not call a card without a text complete", () => {
  expect(coverage(emptyCard("ja")).complete).toBe(false);
});

test("counts readings that are not settled, contradicted readings and words without a meaning", () => {
  const meaning = "x";
  const card = toCard(
    [1, 2, { reading: "ねこ", state: "known", claim: "いぬ", verdict: "conflict", meaning }],
    [2, 3, { state: "known", from: "analyser" }],
    [4, 5, { reading: "す", state: "open", candidates: ["す", "こう"], meaning }],
    [5, 6, { state: "known", meaning }],
  );
  expect(coverage(card)).toMatchObject({ inDoubt: 1, open: 1, pending: 1 });
});
