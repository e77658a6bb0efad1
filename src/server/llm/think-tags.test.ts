import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Chunk } from "./chunk.ts";
import { splitThinking } from "./think-tags.ts";

async function split(text: string, lengths: readonly number[]): Promise<{ text: string; thinking: string }> {
  const chunks: Chunk[] = [];
  for (let start = 0, turn = 0; start < text.length; turn += 1) {
    const end = start + (lengths[turn % lengths.length] ?? 1);
    chunks.push({ text: text.slice(start, end) });
    start = end;
  }
  const source = (async function* () {
    yield* chunks;
    yield { finish: "stop" as const };
  })();
  const result = { text: "", thinking: "" };
  for await (const chunk of splitThinking(source)) {
    result.text += chunk.text ?? "";
    result.thinking += chunk.thinking ?? "";
  }
  return result;
}

describe("in any slicing", () => {
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
    test(`${JSON.stringify(given)} → ${JSON.stringify(text)}`, async () => {
      const slicings = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 });
      await fc.assert(
        fc.asyncProperty(slicings, async (lengths) => expect(await split(given, lengths)).toEqual({ text, thinking })),
      );
    });
  }
});

test("text without tags comes through untouched", async () => {
  const texts = fc.string({ unit: "grapheme" }).filter((text) => !text.trimStart().startsWith("<think>"));
  await fc.assert(
    fc.asyncProperty(texts, async (text) => expect(await split(text, [1, 3])).toEqual({ text, thinking: "" })),
  );
});
