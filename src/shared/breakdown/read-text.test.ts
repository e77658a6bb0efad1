import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Answer, Block } from "#shared/answer.ts";
import type { Card } from "#shared/card.ts";
import { emptyAnswer } from "#shared/generation.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { closeLines, readText } from "./read-text.ts";

const read = (text: string, language: LearningLanguage = "ja"): Answer =>
  closeLines(readText(emptyAnswer(language), text));

const rowsOf = (card: Card) => card.words.map(({ surface, claim }) => (claim ? `${surface}/${claim}` : surface));

/** A short form of the answer: prose unchanged, a card as its rows. */
const outline = (blocks: Block[]) =>
  blocks.map((block) => {
    if (block.type === "card") return { card: block.card.text, rows: rowsOf(block.card).join(" ") };
    if (block.type === "fix") return { fix: `${block.original} → ${block.corrected}` };
    return block.text;
  });

function onlyCard(text: string, language: LearningLanguage = "ja"): Card {
  const cards = read(text, language).blocks.filter((block) => block.type === "card");
  expect(cards).toHaveLength(1);
  return cards[0]?.card ?? fail();
}

function fail(): never {
  throw new Error("no card");
}

const rows = "猫 | ねこ | noun | cat\nが | - | particle | (subject)\n好き | すき | adjective | liked";
const card = `:::card\ntext: 猫が好き。\ntranslation: I like cats.\n${rows}\nnotes: 好き takes が.\n:::`;
const read1 = { card: "猫が好き。", rows: "猫/ねこ が 好き/すき" };

test("reads a card in the middle of prose", () => {
  expect(outline(read(`いい文ですね。\n\n${card}\n\nもう一つ？`).blocks)).toEqual([
    "いい文ですね。",
    read1,
    "もう一つ？",
  ]);
});

test("reads every field of a card", () => {
  expect(read(card).blocks).toMatchObject([
    {
      type: "card",
      state: "closed",
      card: {
        language: "ja",
        text: "猫が好き。",
        translation: "I like cats.",
        notes: "好き takes が.",
        leftover: "",
        words: [
          { surface: "猫", start: 0, end: 1, claim: "ねこ", partOfSpeech: "noun", meaning: "cat", from: "model" },
          { surface: "が", start: 1, end: 2, reading: "", partOfSpeech: "particle", meaning: "(subject)" },
          { surface: "好き", start: 2, end: 4, claim: "すき", partOfSpeech: "adjective", verdict: "unchecked" },
        ],
      },
    },
  ]);
});

describe("reads other forms of a card", () => {
  test.each([
    ["in a code fence", `\`\`\`\n${card}\n\`\`\``],
    ["in a fence with a name", `\`\`\`text\n${card}\n\`\`\`\n`],
    ["as the name of a fence", card.replace(":::card", "```card").replace(/:::$/, "```")],
    ["with a fence inside", card.replace(":::card\n", ":::card\n```\n").replace(/:::$/, "```\n:::")],
    ["with no end", card.replace(/\n:::$/, "")],
    ["with a fence for an end", `\`\`\`\n${card.replace(/:::$/, "```")}`],
    ["with full-width colons", card.replaceAll(":::", "：：：").replaceAll(": ", "：")],
    ["in capitals", card.replace(":::card", ":::CARD").replace("text:", "Text:")],
    ["with words after the end", card.replace(/:::$/, "::: end of card".replace(" of", ""))],
    ["with a slash in the end", card.replace(/:::$/, ":::/card")],
    ["with bold keys", card.replace("text:", "**text:**").replace("notes:", "**Notes**:")],
    ["as a Markdown table", card.replace(rows, tableOf(rows))],
    ["with full-width bars", card.replaceAll(" | ", "｜")],
    ["with tabs", card.replaceAll(" | ", "\t")],
    ["with bullets", card.replace(rows, rows.replace(/^/gm, "- "))],
    ["with numbers", card.replace(rows, rows.replace(/^/gm, "1. "))],
    ["with Windows line ends", card.replaceAll("\n", "\r\n")],
    ["with blank lines", card.replaceAll("\n", "\n\n")],
    ["with spaces around the marker", card.replace(":::card", "  ::: card ")],
    ["without notes", card.replace(/notes:.*\n/, "")],
    ["without the key of its text", card.replace("text: ", "")],
  ])("%s", (_, text) => {
    expect(outline(read(text).blocks)).toEqual([read1]);
    expect(onlyCard(text).leftover).toBe("");
  });

  test("an object, with or without a fence", () => {
    const words = [
      { surface: "猫", reading: "ねこ", pos: "noun", meaning: "cat" },
      { surface: "が", reading: "が", pos: "particle", meaning: "(subject)" },
      { word: "好き", reading: "すき", part_of_speech: "adjective", translation: "liked" },
    ];
    const object = { text: "猫が好き。", translation: "I like cats.", words, level: "N5" };
    for (const json of [
      JSON.stringify(object),
      JSON.stringify(object, null, 2),
      `\`\`\`json\n${JSON.stringify(object, null, 2)}\n\`\`\``,
    ]) {
      expect(outline(read(`Here:\n${json}\nDone.`).blocks)).toEqual(["Here:", read1, "Done."]);
      expect(onlyCard(json)).toMatchObject({ translation: "I like cats.", leftover: "level: N5" });
    }
  });
});

test("reads several cards, even if the second opens before the first has ended", () => {
  const two = `${card.replace(/\n:::$/, "")}\n${card.replace("猫が好き。", "犬と猫が好き。")}`;
  expect(outline(read(two).blocks)).toEqual([read1, { ...read1, card: "犬と猫が好き。" }]);
});

test("leaves no fence behind after two cards in one fence", () => {
  expect(outline(read(`\`\`\`\n${card}\n\n${card}\n\`\`\`\nEnd.`).blocks)).toEqual([read1, read1, "End."]);
});

test("finds a fence that is the answer's first line", () => {
  expect(outline(read(`\n${card}\n\`\`\`\ncode\n\`\`\``).blocks)).toEqual([read1, "```\ncode\n```"]);
});

test("keeps a separate code block after a card complete", () => {
  expect(outline(read(`${card}\n\`\`\`\ncode\n\`\`\``).blocks)).toEqual([read1, "```\ncode\n```"]);
  expect(outline(read(`\`\`\`\ncode\n\`\`\`\n${card}`).blocks)).toEqual(["```\ncode\n```", read1]);
});

test("reads translations and notes of several lines", () => {
  const long = card
    .replace("I like cats.", "I like cats.\nOr: cats are liked.")
    .replace("takes が.", "takes が.\n\n- not を");
  expect(onlyCard(long)).toMatchObject({
    translation: "I like cats.\nOr: cats are liked.",
    notes: "好き takes が.\n\n- not を",
  });
  expect(onlyCard(card.replace("notes: ", "notes:\n")).notes).toBe("好き takes が.");
});

test("keeps a line that is not a row of the sentence as leftover", () => {
  const strange = card.replace("が | -", "犬 | いぬ | noun | dog\nwhat is this?\nが | -");
  expect(onlyCard(strange)).toMatchObject({ leftover: "犬 | いぬ | noun | dog\nwhat is this?" });
  expect(rowsOf(onlyCard(strange))).toEqual(["猫/ねこ", "が", "好き/すき"]);
});

test("reads words after an end marker as prose", () => {
  expect(outline(read(`${card} どうですか。`).blocks)).toEqual([read1, "どうですか。"]);
});

test("builds the text from rows until the text is known", () => {
  const bare = `:::card\n${rows}`;
  expect(onlyCard(bare).text).toBe("猫が好き");
  expect(onlyCard(`${bare}\ntext: 猫が、好き。`)).toMatchObject({ text: "猫が、好き。", leftover: "" });
  expect(rowsOf(onlyCard(`${bare}\ntext: 猫が、好き。`))).toEqual(["猫/ねこ", "が", "好き/すき"]);
  expect(onlyCard(":::card\n저는 | - | pronoun | I\n가요 | - | verb | go", "ko").text).toBe("저는 가요");
});

test("reads a correction", () => {
  const fix =
    ":::fix\noriginal: 友達を会う\ncorrected： 友達に会う\nreason: 会う takes に.\nAlways.\n:::\nいいですね。";
  expect(read(fix).blocks).toEqual([
    {
      type: "fix",
      original: "友達を会う",
      corrected: "友達に会う",
      reason: "会う takes に.\nAlways.",
      leftover: "",
      state: "closed",
    },
    { type: "text", text: "いいですね。" },
  ]);
});

test("keeps an object as text when it is not a card or is cut off", () => {
  for (const text of [
    '{"a": 1}',
    '{"text": "猫',
    "```json\n[1]\n```",
    '{\n"words": [\n',
    "{ name } is a placeholder",
  ]) {
    expect(read(text).blocks).toEqual([{ type: "text", text: text.trimEnd() }]);
  }
});

test("keeps prose with colons, bars and braces as prose", () => {
  for (const text of ["::", "a: b", "text: 猫", "| a | b |\n|---|---|\n| 1 | 2 |", ":: note", ":::note\nhm\n:::"]) {
    expect(read(text).blocks).toEqual([{ type: "text", text }]);
  }
});

const pieces = fc.constantFrom(
  ":::card\n",
  "：：：card\n",
  ":::fix\n",
  ":::\n",
  "::: end\n",
  "```\n",
  "```json\n",
  "text: 猫が好き。\n",
  "text：",
  "translation: I like\n",
  "notes: \n",
  "notes: a | b\n",
  "original: x\n",
  "reason: y\n",
  "猫 | ねこ | noun | cat\n",
  "が|-|助詞|(subject)|more\n",
  "好き\tすき\n",
  "猫が | 好き\n",
  "|---|---|\n",
  '{"text": "猫", "words": [{"surface": "猫"}]}\n',
  '{"text": "猫",\n',
  "}\n",
  "prose 😀 𠮷 ",
  "かﾞ が　",
  "\n",
  "\r\n",
  "|",
);
const answers = fc
  .array(fc.oneof({ weight: 8, arbitrary: pieces }, { weight: 1, arbitrary: fc.string({ unit: "grapheme" }) }), {
    maxLength: 40,
  })
  .map((parts) => parts.join(""));

test("gives the same answer however the text is split", () => {
  fc.assert(
    fc.property(answers, fc.array(fc.nat(200)), (text, cuts) => {
      let answer = emptyAnswer("ja");
      let from = 0;
      for (const cut of [...cuts, text.length]) {
        answer = readText(answer, text.slice(from, from + cut));
        from = Math.min(text.length, from + cut);
      }
      answer = readText(answer, text.slice(from));
      expect(answer.text).toBe(text);
      expect(closeLines(answer)).toEqual(read(text));
    }),
    { numRuns: 400 },
  );
});

test("does not change its input", () => {
  fc.assert(
    fc.property(answers, answers, (before, after) => {
      const given = readText(emptyAnswer("ja"), before);
      const copy = structuredClone(given);
      closeLines(readText(given, after));
      expect(given).toEqual(copy);
    }),
  );
});

/** Lines in and around blocks. § becomes a unique word. */
const lines = fc.constantFrom(
  "§",
  ":::card",
  ":::card §",
  ":::fix",
  ":::",
  "::: §",
  "```",
  "text: 猫が好き。",
  "text: 猫§",
  "translation: §",
  "notes: §",
  "notes:",
  "original: §",
  "corrected: §",
  "reason: §",
  "猫 | ねこ | noun | §",
  "猫 | § | noun | cat",
  "猫 | ねこ | § | cat",
  "好き | すき | verb (§) | like | §",
  "§ | § | noun | §",
  "猫§ | §",
  "| が | - | particle | § |",
  "猫が好き§",
  '{"text": "猫§", "words": [{"surface": "猫", "meaning": "§", "more": "§"}, "§"], "translation": "§", "x": {"y": "§"}}',
  '{"text": "§",',
  "  - § | §",
  "",
);

test("keeps every word of the model in some block", () => {
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 30 }), (parts) => {
      let count = 0;
      const text = parts.join("\n").replace(/§/g, () => `q${count++}z`);
      const shown = JSON.stringify(read(text).blocks);
      const lost = Array.from({ length: count }, (_, index) => `q${index}z`).filter((word) => !shown.includes(word));
      expect(lost).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test("gives words that are in order, do not overlap and match the text", () => {
  fc.assert(
    fc.property(answers, (text) => {
      for (const block of read(text).blocks) {
        if (block.type !== "card") continue;
        let end = 0;
        for (const word of block.card.words) {
          expect(word.start).toBeGreaterThanOrEqual(end);
          expect(block.card.text.slice(word.start, word.end)).toBe(word.surface);
          expect(word.end).toBeGreaterThan(word.start);
          end = word.end;
        }
      }
    }),
    { numRuns: 300 },
  );
});

function tableOf(lines: string): string {
  const table = lines.replace(/^(.*)$/gm, "| $1 |");
  return `| word | reading | part of speech | meaning |\n|---|:---:|---|---|\n${table}`;
}
