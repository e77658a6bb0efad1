import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Answer, Block } from "#shared/answer.ts";
import type { Card, Word } from "#shared/card.ts";
import { applyGenerationEvent, emptyAnswer, type GenerationEvent } from "#shared/generation.ts";

const text = "猫が好きです。";

function toWord(start: number, end: number, more: Partial<Word> = {}): Word {
  return {
    surface: text.slice(start, end),
    start,
    end,
    reading: "",
    partOfSpeech: "noun",
    meaning: "",
    from: "analyser",
    verdict: "unchecked",
    candidates: [],
    ...more,
  };
}
const words = [
  toWord(0, 1, { reading: "ねこ", candidates: ["ねこ"] }),
  toWord(1, 2),
  toWord(2, 6, { reading: "すきです", lemma: "好く", candidates: ["すきです"] }),
];
const analysis: GenerationEvent = { type: "analysis", text, words };
const say = (said: string): GenerationEvent => ({ type: "text", text: said });
const end: GenerationEvent = { type: "end", outcome: "complete" };

const fold = (...events: GenerationEvent[]): Answer => events.reduce(applyGenerationEvent, emptyAnswer("ja"));
const cards = (blocks: Block[]) => blocks.filter((block) => block.type === "card");
const rowsOf = (card: Card | undefined) =>
  card?.words.map(({ surface, reading, from }) => `${surface}/${reading}${from === "model" ? "!" : ""}`).join(" ");

test("the analyser's words are a card before the model has said anything", () => {
  expect(fold(analysis).blocks).toMatchObject([{ type: "card", state: "provisional", card: { text, words } }]);
});

test("the model's card of the same sentence takes their place, and their words", () => {
  const { blocks } = fold(analysis, say(`Here.\n:::card\ntext: ${text}\n猫 | ねこ | noun | cat\n`));
  expect(blocks.map(({ type }) => type)).toEqual(["text", "card"]);
  expect(rowsOf(cards(blocks)[0]?.card)).toBe("猫/ねこ! が/ 好きです/すきです");
});

test("the same sentence is the same with another end or width", () => {
  expect(cards(fold(analysis, say(":::card\ntext: 猫が好きです\n")).blocks)).toMatchObject([{ state: "open" }]);
  expect(rowsOf(cards(fold(analysis, say(":::card\ntext: 猫が好きです\n")).blocks)[0]?.card)).toBe(
    "猫/ねこ が/ 好きです/すきです",
  );
  expect(cards(fold(analysis, say(":::card\ntext: 犬が好きです\n")).blocks)).toHaveLength(2);
});

test("a quick model does not lose the analyser's words, and they stand first", () => {
  const { blocks } = fold(say("Sure!\n"), analysis);
  expect(blocks.map(({ type }) => type)).toEqual(["card", "text"]);
});

test("the analysis of a sentence that no card has any more is not shown", () => {
  expect(cards(fold(say(":::card\ntext: 犬\n"), analysis).blocks)).toHaveLength(1);
});

describe("the model's rows replace the analyser's words by span", () => {
  test.each([
    ["the same word", "好きです | すきです | adjective | like", "猫/ねこ が/ 好きです/すきです!"],
    ["a part of it: the rest keeps a word", "好き | すき | adjective | like", "猫/ねこ が/ 好き/すき! です/"],
    ["more than it", "猫が好き | ねこがすき | expression | x", "猫が好き/ねこがすき! です/"],
    ["the middle of it", "き | - | other | x", "猫/ねこ が/ 好/ き/! です/"],
    ["nothing of it", "犬 | いぬ | noun | dog", "猫/ねこ が/ 好きです/すきです"],
  ])("%s", (_, row, expected) => {
    const answer = fold(analysis, say(`:::card\ntext: ${text}\n${row}\n`), end);
    expect(rowsOf(cards(answer.blocks)[0]?.card)).toBe(expected);
  });

  test("and keep what only the dictionary knows", () => {
    const answer = fold(analysis, say(`:::card\ntext: ${text}\n好きです | すきだ | adjective | like\n`));
    expect(cards(answer.blocks)[0]?.card.words[2]).toMatchObject({ lemma: "好く", candidates: ["すきです"] });
  });
});

test("rows of repeated words are placed one after the other, also out of order", () => {
  const repeated =
    ":::card\ntext: はははははと笑う。\n母 | はは | noun | mother\nはは | - | noun | x\nは | - | particle | y\n";
  const answer = fold(say(`${repeated}笑う | わらう | verb | laugh\nと | - | particle | z\n`), end);
  const card = cards(answer.blocks)[0]?.card;
  expect(card?.words.map(({ start, end: to }) => [start, to])).toEqual([
    [0, 2],
    [2, 3],
    [5, 6],
    [6, 8],
  ]);
  expect(card?.leftover).toBe("母 | はは | noun | mother");
});

test("a row is found whatever its width, case or composition", () => {
  const sentence = "ﾃﾚﾋﾞでＡＢＣを見る。";
  const answer = fold(
    say(`:::card\ntext: ${sentence}\nテレビ | - | noun | TV\nabc | - | name | ABC\n見る | みる | verb | see\n`),
    end,
  );
  const [card] = cards(answer.blocks).map((block) => block.card);
  expect(card?.words.map(({ surface }) => surface)).toEqual(["ﾃﾚﾋﾞ", "ＡＢＣ", "見る"]);
  expect(card?.leftover).toBe("");
});

test("a verdict reaches the word with that span and reading only", () => {
  const given = fold(analysis, say(`:::card\ntext: ${text}\n猫 | ねこ | noun | cat\n`));
  const verdict = {
    type: "verdict" as const,
    text,
    start: 0,
    end: 1,
    verdict: "agrees" as const,
    candidates: ["ねこ"],
  };
  const first = (answer: Answer) => cards(answer.blocks)[0]?.card.words[0];
  expect(first(applyGenerationEvent(given, { ...verdict, reading: "ねこ" }))).toMatchObject({ verdict: "agrees" });
  expect(first(applyGenerationEvent(given, { ...verdict, reading: "いぬ" }))).toMatchObject({ verdict: "unchecked" });
  expect(first(applyGenerationEvent(given, { ...verdict, reading: "ねこ", text: "犬" }))).toMatchObject({
    verdict: "unchecked",
  });
});

const rows = [
  "猫 | ねこ | noun | cat",
  "好 | す | verb | x",
  "です | - | auxiliary | is",
  "が好き | - | x | y",
  "犬 | - | x | y",
];

test("it does not matter when the analysis of a card comes", () => {
  const script = fc.tuple(fc.shuffledSubarray(rows), fc.nat(5));
  fc.assert(
    fc.property(script, ([said, at]) => {
      const texts = [`:::card\ntext: ${text}\n`, ...said.map((row) => `${row}\n`)].map(say);
      const late = fold(...texts.slice(0, at + 1), analysis, ...texts.slice(at + 1), end);
      expect(late.blocks).toEqual(fold(...texts, analysis, end).blocks);
    }),
  );
});

test("rows never leave a letter of an analysed sentence without a word", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(rows), (said) => {
      const answer = fold(analysis, say(`:::card\ntext: ${text}\n${said.join("\n")}`), end);
      const covered = cards(answer.blocks)[0]?.card.words.map(({ surface }) => surface);
      expect(covered?.join("")).toBe("猫が好きです");
    }),
  );
});
