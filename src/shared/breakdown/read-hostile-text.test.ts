import { expect, test } from "bun:test";
import type { Card } from "#shared/card.ts";
import { applyGenerationEvent, emptyAnswer } from "#shared/generation.ts";

/** Folds a text in pieces of this size, as a model sends it. */
function fold(text: string, size = 500) {
  let answer = emptyAnswer("ja");
  for (let from = 0; from < text.length; from += size) {
    answer = applyGenerationEvent(answer, { type: "text", text: text.slice(from, from + size) });
  }
  return applyGenerationEvent(answer, { type: "end", outcome: "complete" });
}

function onlyCard(text: string): Card {
  const cards = fold(text).blocks.flatMap((block) => (block.type === "card" ? [block.card] : []));
  expect(cards).toHaveLength(1);
  return cards[0]!;
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `猫${index}番`);
const rowOf = (surface: string) => `${surface} | ねこ | noun | cat`;
const rowsOf = (surfaces: string[]) => surfaces.map(rowOf).join("\n");

test.each([
  ["with a sentence", (words: string[]) => `:::card\ntext: ${words.join("")}\n${rowsOf(words)}\n:::`],
  ["without one", (words: string[]) => `:::card\n${rowsOf(words)}\n:::`],
])("gives a card at most a thousand rows and keeps the rest as leftover (%s)", (_, write) => {
  const words = numbered(1200);
  const { words: placed, leftover } = onlyCard(write(words));
  expect(placed).toHaveLength(1000);
  expect(leftover.split("\n")).toEqual(words.slice(1000).map(rowOf));
});

test("gives a card's text at most 10,000 units and keeps the rest as leftover without splitting a letter", () => {
  const long = `${"猫".repeat(9999)}𠮷犬`;
  expect(onlyCard(`:::card\ntext: ${long}\n:::`)).toMatchObject({ text: "猫".repeat(9999), leftover: "𠮷犬" });
  const lines = onlyCard(`:::card\n${"猫が好き。\n".repeat(3000)}:::`);
  expect(lines.text.length).toBeWithin(9990, 10_001);
  expect((lines.text + lines.leftover).match(/猫/g)).toHaveLength(3000);
  const object = onlyCard(JSON.stringify({ text: long, words: [{ surface: "猫" }] }));
  expect(object).toMatchObject({ text: "猫".repeat(9999), leftover: "𠮷犬", words: [{ start: 0 }] });
});

test("does not extend a fully covered sentence by a row that is not in it", () => {
  const card = onlyCard(`:::card\ntext: 猫\n${rowOf("猫")}\n${rowOf("犬")}\n:::`);
  expect(card).toMatchObject({ text: "猫", leftover: rowOf("犬") });
});

test("ends the fence around cards once", () => {
  const { blocks } = fold("```\n:::card\ntext: 猫。\n:::\n```\n```\ncode\n```");
  expect(blocks.map((block) => (block.type === "text" ? block.text : block.type))).toEqual(["card", "```\ncode\n```"]);
});

test("keeps an object as text when it is nested too deeply to be serialised", () => {
  const deep = `{"text":"猫","words":[{"surface":"猫"}],"x":${"[".repeat(7900)}${"]".repeat(7900)}}`;
  const [block] = fold(deep).blocks;
  expect(JSON.stringify(block)).toContain("[[[[");
  expect(fold(deep.replace("[[", "[".repeat(90_000)).replace("]]", "]".repeat(90_000))).blocks).toMatchObject([
    { type: "text" },
  ]);
});

const placed = `:::card\ntext: ${"猫".repeat(9000)}\n${`${rowOf("猫")}\n`.repeat(900)}`;

// regressions: each once took longer, some of them minutes; together they now take about a second
test.each([
  ["fences after a card in a fence", "```\n:::card\ntext: 猫。\n:::\n" + "```\n".repeat(20_000), 4],
  ["fences around nothing", "```\n```\n:::card\n:::\n".repeat(20_000), 4000],
  ["rows without a sentence", `:::card\n${rowsOf(numbered(3000))}\n:::\n`, 500],
  ["rows that are in the text, but taken", placed + `${rowOf("猫猫猫猫")}\n`.repeat(20_000), 4000],
  ["cards", ":::card\ntext: 猫\n:::\n".repeat(20_000), 4000],
  ["spaces after a fence", `\`\`\`${" ".repeat(100_000)}!\n:::card\ntext: 猫\n:::\n`, 4000],
  ["words after an end", `:::card\ntext: 猫\n:::${"end  ".repeat(40)}x\n`.repeat(5), 4000],
])(
  "reads hostile text quickly: %s",
  (_, text, size) => {
    // the text must be complete, because a reader that gives up early would also be fast
    expect(fold(text, size).text).toHaveLength(text.length);
  },
  3000,
);
