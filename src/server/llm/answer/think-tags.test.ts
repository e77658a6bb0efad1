import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Chunk } from "#server/llm/adapter.ts";
import { createThinkSplitter } from "./think-tags.ts";

function split(text: string, lengths: readonly number[]): { text: string; thinking: string } {
  const chunks: Chunk[] = [];
  for (let start = 0, turn = 0; start < text.length; turn += 1) {
    const end = start + (lengths[turn % lengths.length] ?? 1);
    chunks.push({ text: text.slice(start, end) });
    start = end;
  }
  const parts = [...chunks, { finish: "stop" as const }].map(createThinkSplitter());
  return {
    text: parts.map((part) => part.text ?? "").join(""),
    thinking: parts.map((part) => part.thinking ?? "").join(""),
  };
}

describe("splits thinking from text however the answer is sliced", () => {
  const rows: [string, string, string][] = [
    ["<think>過去形</think>猫です", "猫です", "過去形"],
    ["\n <think>\n過去形\n</think>\n\n猫です\n", "猫です\n", "\n過去形\n"],
    ["<think></think>\n\n猫です", "猫です", ""],
    ["<think>いつまでも", "", "いつまでも"],
    ["<think>半分</thi", "", "半分</thi"],
    ["  猫です", "  猫です", ""],
    ["<thin line>", "<thin line>", ""],
    ["<thi", "<thi", ""],
    ["猫 <think>例</think>", "猫 <think>例</think>", ""],
    ["<think>a</think>b<think>c</think>", "b<think>c</think>", "a"],
    ["", "", ""],
    ["   ", "   ", ""],
  ];
  for (const [given, text, thinking] of rows) {
    test(`${JSON.stringify(given)} → ${JSON.stringify(text)}`, () => {
      const slicings = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 });
      fc.assert(fc.property(slicings, (lengths) => expect(split(given, lengths)).toEqual({ text, thinking })));
    });
  }
});

test("leaves text without tags unchanged", () => {
  const texts = fc.string({ unit: "grapheme" }).filter((text) => !text.trimStart().startsWith("<think>"));
  fc.assert(fc.property(texts, (text) => expect(split(text, [1, 3])).toEqual({ text, thinking: "" })));
});
