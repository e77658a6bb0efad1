import { expect, test } from "bun:test";
import type { Card, Word } from "#shared/card.ts";
import { en } from "#web/i18n/en.ts";
import { buildWord, buildWordAt } from "#test/builders.ts";
import { cardToText } from "./card-to-text.ts";

const bare = (text: string): Card => ({
  language: "ja",
  text,
  at: 0,
  translation: "",
  words: [],
  joins: [],
  note: "",
});
const known = { state: "known" } as const;
const card: Card = {
  ...bare("猫が好き"),
  translation: "I like cats.",
  words: [
    buildWord("猫", { ...known, reading: "ねこ", meaning: "cat", dictionaryMeanings: ["cat (animal)"] }),
    buildWord("が", { ...known, meaning: "(subject)" }),
    buildWord("好き", { ...known, reading: "すき", dictionaryMeanings: ["liked", "favourite"] }),
  ],
};

test("copies everything on the card, with tabs between the columns of a word", () => {
  expect(cardToText({ ...card, note: "N" }, en.card)).toBe(
    "猫が好き\nI like cats.\n\n猫\tねこ\tcat\nが\t\t(subject)\n好き\tすき\tliked; favourite\n\nN",
  );
});

test("leaves no empty lines for missing parts", () => {
  expect(cardToText(bare("猫"), en.card)).toBe("猫");
});

test.each<[string, Partial<Word>, string]>([
  [
    "open",
    { state: "open", reading: "いった", candidates: ["いった", "おこなった"] },
    "いった (another reading is possible: おこなった)",
  ],
  ["unknown", { state: "none" }, "(reading unknown)"],
  ["guessed", { state: "guess", reading: "いった" }, "いった (a guess)"],
  ["known only to the model", { state: "none", claim: "いった" }, "いった (from the model only)"],
  [
    "contradicted",
    { ...known, reading: "いった", claim: "ゆた", verdict: "conflict" },
    "いった (the dictionary disagrees: ゆた)",
  ],
])("copies the doubt with a reading that is %s", (_, change, expected) => {
  const words = [buildWord("行った", { verdict: "unchecked", ...change })];
  expect(cardToText({ ...bare("行った"), words }, en.card)).toBe(`行った\n\n行った\t${expected}`);
});

test("copies a word without the reading that the learner wrote in brackets", () => {
  const words = [buildWord("食(た)べる", { state: "chosen", reading: "たべる", claim: "たべる" })];
  expect(cardToText({ ...bare("食(た)べる"), words }, en.card)).toContain("食べる\tたべる");
});

test("copies an expression before its words", () => {
  const words = [
    buildWordAt("気になる", 0, 1, { reading: "き", dictionaryMeanings: ["spirit"] }),
    buildWordAt("気になる", 1, 2),
    buildWordAt("気になる", 2, 4, { dictionaryMeanings: ["to become"] }),
  ];
  const joins = [{ start: 0, end: 4, meaning: "to be curious" }];
  expect(cardToText({ ...bare("気になる"), words, joins }, en.card)).toBe(
    "気になる\n\n気になる\t\tto be curious\n気\tき\tspirit\nに\nなる\t\tto become",
  );
});

test("copies both meanings, each with its source, when they share nothing", () => {
  const words = [buildWord("好き", { meaning: "tea", isMeaningBeside: true, dictionaryMeanings: ["liked"] })];
  expect(cardToText({ ...bare("好き"), words }, en.card)).toContain("Dictionary: liked / Model: tea");
});
