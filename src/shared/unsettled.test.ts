import { expect, test } from "bun:test";
import { buildWordAt } from "#test/builders.ts";
import type { Card, Word } from "./card.ts";
import { unsettledIn, type Unsettled } from "./unsettled.ts";

const settled: Unsettled = {
  hasNoTranslation: false,
  isUnchecked: false,
  withoutMeaning: 0,
  uncertain: 0,
  conflicts: 0,
};
const cardOf = (word: Partial<Word>, change: Partial<Card> = {}): Card => ({
  language: "ja",
  text: "映画",
  at: 0,
  translation: "a film",
  words: [buildWordAt("映画", 0, 2, { reading: "えいが", candidates: ["えいが"], meaning: "film", ...word })],
  joins: [],
  note: "",
  ...change,
});

test.each<[string, Partial<Word>, Partial<Unsettled>]>([
  ["nothing, also without a note", {}, {}],
  ["a word without a meaning", { meaning: "", dictionaryMeanings: ["movie"] }, { withoutMeaning: 1 }],
  ["an open reading", { state: "open", candidates: ["えいが", "えが"] }, { uncertain: 1 }],
  ["a guess", { state: "guess", origin: "guess" }, { uncertain: 1 }],
  ["an unknown reading", { state: "none", reading: "", candidates: [] }, { uncertain: 1 }],
  [
    "a reading that only the model knows",
    { state: "none", reading: "", claim: "えいが", claimBy: "model" },
    { uncertain: 1 },
  ],
  ["another reading that fits", { claim: "えが", claimBy: "model", verdict: "possible" }, { uncertain: 1 }],
  ["a contradiction", { claim: "えか", claimBy: "model", verdict: "conflict" }, { conflicts: 1 }],
  ["nothing when a reading was chosen", { state: "chosen", claim: "えいが", verdict: "agrees" }, {}],
])("counts %s", (_, word, expected) => {
  expect(unsettledIn(cardOf(word))).toEqual({ ...settled, ...expected });
});

test("counts a missing translation", () => {
  expect(unsettledIn(cardOf({}, { translation: "" }))).toEqual({ ...settled, hasNoTranslation: true });
});

test("does not count the words of an expression that has a meaning", () => {
  const words = [buildWordAt("映画", 0, 1), buildWordAt("映画", 1, 2)].map((word) => ({ ...word, reading: "え" }));
  expect(unsettledIn(cardOf({}, { words, joins: [{ start: 0, end: 2, meaning: "film" }] }))).toEqual(settled);
});
