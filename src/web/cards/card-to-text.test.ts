import { expect, test } from "bun:test";
import { emptyCard } from "#shared/breakdown/attach.ts";
import type { Card } from "#shared/card.ts";
import { buildWord } from "#test/builders.ts";
import { cardToText } from "./card-to-text.ts";

const card: Card = {
  ...emptyCard("ja"),
  text: "猫が好き",
  translation: "I like cats.",
  words: [
    buildWord("猫", { reading: "ねこ", meaning: "cat" }),
    buildWord("が", { meaning: "(subject)" }),
    buildWord("好き", { reading: "すき" }),
  ],
};

test("copies everything on the card, with tabs between the columns of a word", () => {
  expect(cardToText({ ...card, notes: "N", leftover: "L" })).toBe(
    "猫が好き\nI like cats.\n\n猫\tねこ\tcat\nが\t\t(subject)\n好き\tすき\n\nN\n\nL",
  );
});

test("leaves no empty lines for missing parts", () => {
  expect(cardToText({ ...emptyCard("ja"), text: "猫" })).toBe("猫");
});
