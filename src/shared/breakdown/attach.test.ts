import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Answer, Block } from "#shared/answer.ts";
import type { Card, Word } from "#shared/card.ts";
import { applyGenerationEvent, emptyAnswer, type GenerationEvent } from "#shared/generation.ts";
import { buildWordAt, found } from "#test/builders.ts";

const text = "猫が好きです。";

const toWord = (start: number, end: number, more: Partial<Word> = {}) =>
  buildWordAt(text, start, end, { ...found, ...more });
const words = [
  toWord(0, 1, { reading: "ねこ", candidates: ["ねこ"] }),
  toWord(1, 2),
  toWord(2, 6, { reading: "すきです", lemma: "好く", candidates: ["すきです"] }),
];
const own: GenerationEvent = { type: "card", text };
/** The analyser's words of the learner's own sentence, or of a card of the model. */
const wordsOf = (cardId: string): GenerationEvent => ({ type: "analysis", cardId, engine: "1", words });
const analysed = [own, wordsOf("#0")];
const say = (said: string): GenerationEvent => ({ type: "text", text: said });
const end: GenerationEvent = { type: "end", outcome: "complete" };

const fold = (...events: GenerationEvent[]): Answer => events.reduce(applyGenerationEvent, emptyAnswer("ja"));
const cards = (blocks: Block[]) => blocks.filter((block) => block.type === "card");
const rowsOf = (card: Card | undefined) =>
  card?.words.map(({ surface, reading, from }) => `${surface}/${reading}${from === "model" ? "!" : ""}`).join(" ");

test("the analyser's words are a card before the model has said anything", () => {
  expect(fold(...analysed).blocks).toMatchObject([{ type: "card", state: "provisional", card: { text, words } }]);
});

test("the model's card of the same sentence takes their place, and their words", () => {
  const { blocks } = fold(...analysed, say(`Here.\n:::card\ntext: ${text}\n猫 | ねこ | noun | cat\n`));
  expect(blocks.map(({ type }) => type)).toEqual(["text", "card"]);
  expect(rowsOf(cards(blocks)[0]?.card)).toBe("猫/ねこ! が/ 好きです/すきです");
});

test("the same sentence is the same with another end or width", () => {
  expect(cards(fold(...analysed, say(":::card\ntext: 猫が好きです\n")).blocks)).toMatchObject([{ state: "open" }]);
  expect(rowsOf(cards(fold(...analysed, say(":::card\ntext: 猫が好きです\n")).blocks)[0]?.card)).toBe(
    "猫/ねこ が/ 好きです/すきです",
  );
  expect(cards(fold(...analysed, say(":::card\ntext: 犬が好きです\n")).blocks)).toHaveLength(2);
});

test("a quick model does not lose the analyser's words, and they stand first", () => {
  const { blocks } = fold(own, say("Sure!\n"), wordsOf("#0"));
  expect(blocks.map(({ type }) => type)).toEqual(["card", "text"]);
  expect(rowsOf(cards(blocks)[0]?.card)).toBe("猫/ねこ が/ 好きです/すきです");
});

test("words of another sentence are not taken, nor those of a card that is not there", () => {
  const { blocks } = fold(say(":::card\ntext: 犬\n"), wordsOf("#1"), wordsOf("#2"));
  expect(cards(blocks)).toMatchObject([{ id: "#1", card: { text: "犬", words: [] } }]);
});

describe("a card's id", () => {
  test("is the generation's with a number; 0 is the learner's own sentence, also when the model writes its card", () => {
    const started: GenerationEvent = { type: "started", generationId: "g", language: "ja", responder: null, at: 0 };
    const two = `:::card\ntext: ${text}\n:::\n:::card\ntext: 犬\n:::\n`;
    expect(cards(fold(started, own, say(two)).blocks).map(({ id }) => id)).toEqual(["g#0", "g#2"]);
    expect(cards(fold(started, say(two)).blocks).map(({ id }) => id)).toEqual(["g#1", "g#2"]);
  });

  test("is the same however the text is sliced, and while its line is still open", () => {
    const all = `はい。\n:::card\n:::\n:::card\ntext: 犬\n:::\n{"text": "猫", "words": [{"surface": "猫"}]}\n:::card\ntext: ${text}\n`;
    const ids = (answer: Answer) => cards(answer.blocks).map(({ id }) => id);
    const whole = ids(fold(own, say(all), end));
    expect(new Set(whole).size).toBe(3);
    fc.assert(
      fc.property(fc.array(fc.nat(all.length)), (cuts) => {
        const ends = [...cuts.toSorted((a, b) => a - b), all.length];
        const pieces = ends.map((to, index) => say(all.slice(index === 0 ? 0 : ends[index - 1], to)));
        expect(ids(fold(own, ...pieces, end))).toEqual(whole);
      }),
    );
  });
});

test("a closed card is changed by later events of its own", () => {
  const closed = say(
    `:::card\ntext: ${text}\n猫 | ねこ | noun | cat\n:::\nMore.\n:::card\ntext: ${text}\n猫 | ねこ | noun | cat\n:::\n`,
  );
  const verdict = { start: 0, end: 1, reading: "ねこ", verdict: "agrees" as const, candidates: ["ねこ"] };
  const { blocks } = fold(closed, wordsOf("#1"), { type: "verdict", cardId: "#1", ...verdict }, wordsOf("#2"));
  expect(cards(blocks).map(({ id, state }) => [id, state])).toEqual([
    ["#1", "closed"],
    ["#2", "closed"],
  ]);
  expect(cards(blocks).map(({ card }) => card.words.length)).toEqual([3, 3]);
  expect(cards(blocks).map(({ card }) => card.words[0]?.verdict)).toEqual(["agrees", "unchecked"]);
});

test("once all is written, the last line is read: a verdict on its row is not lost", () => {
  const verdict = { start: 0, end: 1, reading: "ねこ", verdict: "agrees" as const, candidates: ["ねこ"] };
  const judged: GenerationEvent = { type: "verdict", cardId: "#1", ...verdict };
  const open = say(`:::card\ntext: ${text}\n猫 | ねこ | noun | cat`);
  expect(cards(fold(open, { type: "written" }, judged, end).blocks)[0]?.card.words[0]).toMatchObject({
    verdict: "agrees",
  });
  expect(fold(open, { type: "written" }, end)).toEqual(fold(open, end));
});

describe("the model's rows replace the analyser's words by span", () => {
  test.each([
    ["the same word", "好きです | すきです | adjective | like", "猫/ねこ が/ 好きです/すきです!"],
    ["a part of it: the rest keeps a word", "好き | すき | adjective | like", "猫/ねこ が/ 好き/すき! です/"],
    ["more than it", "猫が好き | ねこがすき | expression | x", "猫が好き/ねこがすき! です/"],
    ["the middle of it", "き | - | other | x", "猫/ねこ が/ 好/ き/! です/"],
    ["nothing of it", "犬 | いぬ | noun | dog", "猫/ねこ が/ 好きです/すきです"],
  ])("%s", (_, row, expected) => {
    const answer = fold(...analysed, say(`:::card\ntext: ${text}\n${row}\n`), end);
    expect(rowsOf(cards(answer.blocks)[0]?.card)).toBe(expected);
  });

  test("and keep what only the dictionary knows", () => {
    const answer = fold(...analysed, say(`:::card\ntext: ${text}\n好きです | すきだ | adjective | like\n`));
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
  const given = fold(...analysed, say(`:::card\ntext: ${text}\n猫 | ねこ | noun | cat\n`));
  const verdict = {
    type: "verdict" as const,
    cardId: "#0",
    start: 0,
    end: 1,
    verdict: "agrees" as const,
    candidates: ["ねこ"],
  };
  const first = (answer: Answer) => cards(answer.blocks)[0]?.card.words[0];
  expect(first(applyGenerationEvent(given, { ...verdict, reading: "ねこ" }))).toMatchObject({ verdict: "agrees" });
  expect(first(applyGenerationEvent(given, { ...verdict, reading: "いぬ" }))).toMatchObject({ verdict: "unchecked" });
  expect(first(applyGenerationEvent(given, { ...verdict, reading: "ねこ", cardId: "#1" }))).toMatchObject({
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
      const late = fold(...texts.slice(0, at + 1), wordsOf("#1"), ...texts.slice(at + 1), end);
      expect(late.blocks).toEqual(fold(...texts, wordsOf("#1"), end).blocks);
    }),
  );
});

test("rows never leave a letter of an analysed sentence without a word", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(rows), (said) => {
      const answer = fold(...analysed, say(`:::card\ntext: ${text}\n${said.join("\n")}`), end);
      const covered = cards(answer.blocks)[0]?.card.words.map(({ surface }) => surface);
      expect(covered?.join("")).toBe("猫が好きです");
    }),
  );
});
