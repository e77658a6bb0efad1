import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { buildWord, found } from "#test/builders.ts";
import type { Block } from "#shared/answer.ts";
import { applyGenerationEvent, emptyAnswer, type GenerationEvent } from "#shared/generation.ts";
import { withOpenLine } from "./open-line.ts";
import { closeLines, readText } from "./read-text.ts";

const draw = (text: string): Block[] => withOpenLine(readText(emptyAnswer("ja"), text));
const start = ":::card\ntext: 猫が好き。\n";

describe("draws of an unfinished line", () => {
  test.each([
    ["prose, at once", "いい文", [{ type: "text", text: "いい文\n" }]],
    ["nothing of a line that may become a marker", "::", []],
    ["nothing of half a marker", ":::ca", []],
    ["nothing of a fence", "```", []],
    ["nothing of an object's first brace", "{", []],
    ["nothing of a card that is still empty", ":::card\n", []],
    ["nothing of half the key of a text", ":::card\ntex", []],
  ])("%s", (_, text, blocks) => expect(draw(text)).toEqual(blocks as Block[]));

  test.each([
    ["a growing sentence", ":::card\ntext: 猫が", { text: "猫が" }],
    ["a growing translation", `${start}translation: I like c`, { translation: "I like c" }],
    ["its second line", `${start}translation: I like\ncats and d`, { translation: "I like\ncats and d" }],
    ["growing notes", `${start}notes: 好き ta`, { notes: "好き ta" }],
    ["nothing of a key", `${start}transl`, { translation: "", leftover: "" }],
    ["nothing of half a row", `${start}猫 | ね`, { words: [], leftover: "" }],
    [
      "nothing of a row's first word",
      `${start}translation: I like cats\n猫`,
      { translation: "I like cats", words: [] },
    ],
    ["nothing of a possible end marker", `${start}notes: a\n::`, { notes: "a", leftover: "" }],
  ])("in a card: %s", (_, text, card) => expect(draw(text)).toMatchObject([{ type: "card", state: "open", card }]));

  test("a growing correction", () => {
    expect(draw(":::fix\noriginal: 友達を")).toMatchObject([{ type: "fix", original: "友達を", state: "open" }]);
  });
});

const cat = buildWord("猫", { ...found, reading: "ねこ" });

test("does not draw the learner's sentence before its words are known", () => {
  const given = applyGenerationEvent(emptyAnswer("ja"), { type: "card", text: "猫が好き。" });
  expect(withOpenLine(given)).toEqual([]);
  expect(applyGenerationEvent(given, { type: "end", outcome: "complete" }).blocks).toEqual([]);
});

test("does not draw the model's card while it only repeats the analyser's sentence", () => {
  const events: GenerationEvent[] = [
    { type: "card", text: "猫が好き。" },
    { type: "analysis", cardId: "#0", engine: "1", words: [cat] },
  ];
  const given = events.reduce(applyGenerationEvent, emptyAnswer("ja"));
  const states = (text: string) => withOpenLine(readText(given, text)).map((block) => "state" in block && block.state);
  expect(states(":::card\ntext: 猫が")).toEqual(["provisional"]);
  expect(states(":::card\ntext: 猫が好き。")).toEqual(["open"]);
  expect(states(":::card\ntext: 犬")).toEqual(["provisional", "open"]);
});

test("never changes the answer, and draws the whole answer at the end", () => {
  const text = `いい文。\n\n${start}translation: I like cats.\n猫 | ねこ | noun | cat\nnotes: a\nb\n:::\n終わり`;
  fc.assert(
    fc.property(fc.nat(text.length), (length) => {
      const answer = readText(emptyAnswer("ja"), text.slice(0, length));
      const copy = structuredClone(answer);
      withOpenLine(answer);
      expect(answer).toEqual(copy);
    }),
  );
  const whole = applyGenerationEvent(readText(emptyAnswer("ja"), text), { type: "end", outcome: "complete" });
  expect(withOpenLine(whole)).toBe(whole.blocks);
  expect(whole.blocks).toEqual(closeLines(readText(emptyAnswer("ja"), text)).blocks);
});

test("never removes a card's words while a line grows", () => {
  const text = `${start}translation: I like cats.\n猫 | ねこ | noun | cat\nが | - | particle | x\n好き | すき | verb | like\n:::\n`;
  let count = 0;
  for (let length = 0; length <= text.length; length++) {
    const [block] = draw(text.slice(0, length));
    const words = block?.type === "card" ? block.card.words.length : 0;
    expect(words).toBeGreaterThanOrEqual(count);
    count = words;
  }
  expect(count).toBe(3);
});
