import { expect, test } from "bun:test";
import { emptyCard } from "#shared/breakdown/attach.ts";
import type { Card, Word } from "#shared/card.ts";
import { en } from "#web/i18n/en.ts";
import { buildWord } from "#test/builders.ts";
import { cardToText } from "./card-to-text.ts";

const known = { state: "known" } as const;
const card: Card = {
  ...emptyCard("ja"),
  text: "猫が好き",
  translation: "I like cats.",
  words: [
    buildWord("猫", { ...known, reading: "ねこ", meaning: "cat", dictionaryMeanings: ["cat (animal)"] }),
    buildWord("が", { ...known, meaning: "(subject)" }),
    buildWord("好き", { ...known, reading: "すき", dictionaryMeanings: ["liked", "favourite"] }),
  ],
};

test("copies everything on the card, with tabs between the columns of a word", () => {
  expect(cardToText({ ...card, notes: "N", leftover: "L" }, en.card)).toBe(
    "猫が好き\nI like cats.\n\n猫\tねこ\tcat\nが\t\t(subject)\n好き\tすき\tliked; favourite\n\nN\n\nL",
  );
});

test("leaves no empty lines for missing parts", () => {
  expect(cardToText({ ...emptyCard("ja"), text: "猫" }, en.card)).toBe("猫");
});

test.each<[string, Partial<Word>, string]>([
  [
    "open",
    { state: "open", reading: "いった", candidates: ["いった", "おこなった"] },
    "いった (another reading is possible: おこなった)",
  ],
  ["guessed", { state: "guess", reading: "いった" }, "いった (a guess)"],
  ["known only to the model", { state: "none", claim: "いった" }, "いった (only the model's)"],
  [
    "contradicted",
    { ...known, reading: "いった", claim: "ゆた", verdict: "conflict" },
    "いった (the dictionary disagrees: ゆた)",
  ],
])("copies the doubt with a reading that is %s", (_, change, expected) => {
  const words = [buildWord("行った", { verdict: "unchecked", ...change })];
  expect(cardToText({ ...emptyCard("ja"), text: "行った", words }, en.card)).toBe(`行った\n\n行った\t${expected}`);
});

test("copies a word without the reading that the learner wrote in brackets", () => {
  const words = [buildWord("食(た)べる", { state: "chosen", reading: "たべる", claim: "たべる" })];
  expect(cardToText({ ...emptyCard("ja"), text: "食(た)べる", words }, en.card)).toContain("食べる\tたべる");
});
