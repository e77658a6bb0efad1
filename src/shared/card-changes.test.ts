import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { buildWordAt } from "#test/builders.ts";
import { addJoin, addMeaning, choose } from "./card-changes.ts";
import type { Card, Word } from "./card.ts";

const text = "気になる人気店";
/** A card with a word between each two places. */
const cardOf = (places: readonly number[], change: Partial<Word> = {}): Card => ({
  language: "ja",
  text,
  at: 0,
  translation: "",
  words: places.slice(1).map((end, index) => buildWordAt(text, places[index]!, end, change)),
  joins: [],
  note: "",
});
/** 気 に なる 人気店 */
const card = cardOf([0, 1, 2, 4, 7]);
/** As a later engine may divide it: 気になる 人気 店 */
const divided = cardOf([0, 4, 6, 7]);

const meanings = ({ words }: Card) => words.map(({ surface, meaning }) => `${surface}: ${meaning}`);
const joins = (one: Card) => one.joins.map(({ start, end, meaning }) => `${text.slice(start, end)}: ${meaning}`);

describe("a meaning", () => {
  test("belongs to the word at exactly its span, and the last one stays", () => {
    const first = addMeaning(card, { start: 4, end: 7, meaning: "shop", isBeside: true });
    expect(first.words.at(-1)).toMatchObject({ meaning: "shop", isMeaningBeside: true });
    const second = addMeaning(first, { start: 4, end: 7, meaning: "popular shop" });
    expect(second.words.at(-1)).toMatchObject({ surface: "人気店", meaning: "popular shop" });
    expect(second.words.at(-1)).not.toHaveProperty("isMeaningBeside");
    expect(second.words.slice(0, -1)).toEqual(card.words.slice(0, -1));
  });

  test("is that of the words inside its span when a later engine divides the sentence otherwise", () => {
    const changed = addMeaning(divided, { start: 4, end: 7, meaning: "popular shop" });
    expect(joins(changed)).toEqual(["人気店: popular shop"]);
    expect(meanings(changed)).toEqual(["気になる: ", "人気: ", "店: "]);
  });

  test("is left out when no words begin and end with its span", () => {
    expect(addMeaning(divided, { start: 1, end: 2, meaning: "to" })).toEqual(divided);
    expect(addMeaning(divided, { start: 2, end: 6, meaning: "to become popular" })).toEqual(divided);
  });
});

describe("a join", () => {
  const ofPhrase = { start: 0, end: 4, meaning: "to be curious about" };

  test("stands beside its words, which stay", () => {
    const joined = addJoin(card, ofPhrase);
    expect(joins(joined)).toEqual(["気になる: to be curious about"]);
    expect(joined.words).toEqual(card.words);
  });

  test("replaces an earlier one of the same words", () => {
    const again = addJoin(addJoin(card, ofPhrase), { ...ofPhrase, meaning: "interesting" });
    expect(joins(again)).toEqual(["気になる: interesting"]);
  });

  test.each([
    ["one word", { start: 4, end: 7 }],
    ["a part of a word", { start: 2, end: 6 }],
    ["nothing", { start: 7, end: 9 }],
  ])("is ignored over %s", (_, span) => {
    expect(addJoin(card, { ...span, meaning: "?" })).toEqual(card);
  });

  test("is ignored when it crosses another one, and when a later engine has made one word of its words", () => {
    const joined = addJoin(card, ofPhrase);
    expect(addJoin(joined, { start: 2, end: 7, meaning: "to become a popular shop" })).toEqual(joined);
    expect(addJoin(divided, ofPhrase)).toEqual(divided);
  });

  test("never overlaps another one, and all stand in the order of the text", () => {
    const span = fc.tuple(fc.nat(8), fc.nat(8)).map(([start, end]) => ({ start, end, meaning: "m" }));
    fc.assert(
      fc.property(fc.array(span), (spans) => {
        const made = spans.reduce(addJoin, cardOf([0, 1, 2, 3, 4, 5, 6, 7])).joins;
        for (const [index, { start, end }] of made.entries()) {
          expect(end - start).toBeGreaterThan(1);
          expect(made[index + 1]?.start ?? end).toBeGreaterThanOrEqual(end);
        }
      }),
    );
  });
});

describe("a chosen reading", () => {
  const open: Partial<Word> = { state: "open", reading: "にんき", candidates: ["にんき", "ひとけ"] };
  const popular = cardOf([0, 4, 6, 7], open);
  const at = { start: 4, end: 6 };
  const word = ({ words }: Card) => words[1];

  test("stands beside the engine's reading", () => {
    const changed = choose(popular, { ...at, reading: "ひとけ", verdict: "possible" });
    expect(word(changed)).toMatchObject({
      reading: "にんき",
      state: "open",
      claim: "ひとけ",
      claimBy: "model",
      verdict: "possible",
    });
    expect(changed.words[0]).toEqual(popular.words[0]!);
  });

  test("replaces it when the model is trusted with readings", () => {
    const changed = choose(popular, { ...at, reading: "ひとけ", verdict: "possible", isTrusted: true });
    expect(word(changed)).toMatchObject({ reading: "ひとけ", state: "chosen", verdict: "agrees" });
  });

  test.each<[string, Partial<Word>, "conflict" | "possible"]>([
    ["it is not among the candidates", open, "conflict"],
    ["the engine knows the reading", { ...open, state: "known" }, "possible"],
  ])("never replaces it when %s", (_, change, verdict) => {
    const before = cardOf([0, 4, 6, 7], change);
    const changed = choose(before, { ...at, reading: "じんき", verdict, isTrusted: true });
    expect(word(changed)).toMatchObject({ reading: "にんき", state: change.state!, claim: "じんき", verdict });
  });

  test("leaves a reading that the learner typed", () => {
    const typed = cardOf([0, 4, 6, 7], { ...open, claim: "ひとけ", claimBy: "learner", verdict: "possible" });
    expect(choose(typed, { ...at, reading: "にんき", verdict: "agrees", isTrusted: true })).toEqual(typed);
  });

  test("is left out when no word has exactly its span", () => {
    expect(choose(popular, { start: 4, end: 7, reading: "にんきてん", verdict: "agrees" })).toEqual(popular);
  });
});
