import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { tableLines } from "#shared/table-lines.ts";
import { controlTokens } from "./control-tokens.ts";
import { createAnswerReader } from "./read-answer.ts";
import table from "./read-answer.cases.tsv" with { type: "text" };

type Answer = { text: string; thinking: string; replaces: boolean; ends: boolean };

/** Reads an answer in pieces of these lengths, again and again. */
function readAnswer(given: string, lengths: readonly number[] = [given.length]): Answer {
  const reader = createAnswerReader();
  const answer: Answer = { text: "", thinking: "", replaces: false, ends: false };
  const add = ({ text, thinking, discards }: ReturnType<typeof reader.read>) => {
    if (discards) answer.replaces = true;
    answer.text = discards ? text : answer.text + text;
    answer.thinking += thinking;
  };
  for (let start = 0, turn = 0; start < given.length && !reader.isOver(); turn += 1) {
    const end = start + (lengths[turn % lengths.length] || 1);
    add(reader.read(given.slice(start, end)));
    start = end;
  }
  add(reader.end());
  return { ...answer, ends: reader.isOver() };
}

const unescape = (cell = "") => cell.replaceAll("⏎", "\n").replaceAll("␣", " ");
const rows = tableLines(table).map((line) => {
  const [given, text, thinking, how = ""] = line.split("\t");
  const ends = { replaces: how.includes("replaces"), ends: how.includes("ends") };
  return {
    line: given ?? "",
    given: unescape(given),
    answer: { text: unescape(text), thinking: unescape(thinking), ...ends },
  };
});
const slicings = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 });

describe("reads text, thought and the end of an answer", () => {
  for (const { line, given, answer } of rows) test(line, () => expect(readAnswer(given)).toEqual(answer));
});

test("reads the same however an answer is sliced", () => {
  for (const { given, answer } of rows)
    fc.assert(
      fc.property(slicings, (lengths) => expect(readAnswer(given, lengths)).toEqual(answer)),
      { numRuns: 30 },
    );
});

test("reads the same however a text of tokens, names and code is sliced", () => {
  const parts = [
    ...controlTokens.map(({ token }) => token),
    "user",
    "Model",
    "assistant:",
    "final",
    "thought",
    "猫",
    " ",
  ];
  const part = fc.constantFrom(...parts, "\n", "`", "```", "<", "|", "[", ".", "  ", "a", "**", "# ", "\r\n");
  const texts = fc.array(part, { maxLength: 14 }).map((all) => all.join(""));
  fc.assert(
    fc.property(texts, slicings, (text, lengths) => expect(readAnswer(text, lengths)).toEqual(readAnswer(text))),
    { numRuns: 3_000 },
  );
});

test("passes a text without tokens and role names on unchanged, and at once but for what may become a token", () => {
  const isPlain = (text: string) => !/[<[◁]|user|assistant|system|model|human/i.test(text);
  const texts = fc.string({ unit: "grapheme" }).filter(isPlain);
  fc.assert(
    fc.property(texts, slicings, (text, lengths) => {
      expect(readAnswer(text, lengths)).toEqual({ text, thinking: "", replaces: false, ends: false });
    }),
  );
  const reader = createAnswerReader();
  for (const piece of [
    "猫",
    "が",
    " a",
    " <",
    " b",
    " 好き",
    "です。\n",
    "犬も",
    "\nMo",
    "dern",
    "\n",
    "- `x`",
    " [1]",
  ]) {
    const { text } = reader.read(piece);
    if (!/[<[]$|Mo/.test(piece)) expect(text).toEndWith(piece);
  }
});

test("holds back no more than the longest token", () => {
  const longest = Math.max(...controlTokens.map(({ token }) => token.length), 44);
  const parts = fc.constantFrom("<", "|", "[", "_", "a", "<|", "<s", "user", "model", "#", "*");
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 40 }), (all) => {
      const reader = createAnswerReader();
      const text = all.join("");
      const said = all.map((piece) => reader.read(piece).text).join("");
      if (!reader.isOver()) expect(text.length - said.length).toBeLessThanOrEqual(longest);
    }),
  );
});

test("never reads text after the end of a turn", () => {
  const ends = fc.constantFrom(...controlTokens.filter(({ kind }) => kind === "end").map(({ token }) => token));
  fc.assert(
    fc.property(ends, fc.string(), fc.boolean(), (token, rest, isUpper) => {
      const said = isUpper ? token.toUpperCase() : token;
      expect(readAnswer(`猫です。${said}${rest}`)).toEqual({
        text: "猫です。",
        thinking: "",
        replaces: false,
        ends: true,
      });
    }),
  );
});

test("the table has no token that begins another one, and none twice", () => {
  const tokens = controlTokens.map(({ token }) => token);
  expect(tokens.filter((token, index) => tokens.indexOf(token) !== index)).toEqual([]);
  for (const token of tokens) expect(tokens.filter((other) => other !== token && other.startsWith(token))).toEqual([]);
});
