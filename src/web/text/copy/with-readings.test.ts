import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { buildWordAt } from "#test/builders.ts";
import { withReadings } from "./with-readings.ts";

const known = "known" as const;

type Row = readonly [LearningLanguage, string, readonly (readonly [string, string, Partial<Word>?])[], string, string];

/** Words in their order in a text. */
function wordsOf(text: string, rows: Row[2]): Word[] {
  let at = 0;
  return rows.map(([surface, reading, more]) => {
    const start = text.indexOf(surface, at);
    at = start + surface.length;
    return buildWordAt(text, start, at, { state: known, reading, ...more });
  });
}

const rows: Row[] = [
  [
    "ja",
    "漢字を読む。",
    [
      ["漢字", "かんじ"],
      ["を", ""],
      ["読む", "よむ"],
    ],
    "漢字(かんじ)を読(よ)む。",
    "漢字[かんじ]を 読[よ]む。",
  ],
  [
    "ja",
    "今日、友達と",
    [
      ["今日", "きょう"],
      ["友達", "ともだち"],
    ],
    "今日(きょう)、友達(ともだち)と",
    "今日[きょう]、 友達[ともだち]と",
  ],
  [
    "ja",
    "お茶 飲む",
    [
      ["お茶", "おちゃ"],
      ["飲む", "のむ"],
    ],
    "お茶(ちゃ) 飲(の)む",
    "お 茶[ちゃ] 飲[の]む",
  ],
  [
    "ja",
    "人気の",
    [["人気", "にんき", { state: "open", candidates: ["にんき", "ひとけ"] }]],
    "人気(にんき?)の",
    "人気[にんき?]の",
  ],
  [
    "ja",
    "映画",
    [
      [
        "映画",
        "えいが",
        { state: known, claim: "えいか", claimBy: "model", verdict: "conflict", candidates: ["えいが"] },
      ],
    ],
    "映画(えいが?)",
    "映画[えいが?]",
  ],
  ["ja", "かなだけ。", [["かな", ""]], "かなだけ。", "かなだけ。"],
  ["zh-Hans", "银行", [["银行", "yínháng"]], "银(yín)行(háng)", "银[yín] 行[háng]"],
];

describe("copies a sentence with its readings", () => {
  test.each(rows)("%s: %s", (language, text, words, plain, anki) => {
    expect(withReadings(text, wordsOf(text, words), language, "plain")).toBe(plain);
    expect(withReadings(text, wordsOf(text, words), language, "anki")).toBe(anki);
  });
});

test("keeps every letter of the sentence, whatever its words are", () => {
  const word = fc.record({ start: fc.nat(12), length: fc.integer({ min: 1, max: 4 }) });
  fc.assert(
    fc.property(fc.constant("今日は映画を見に行く。"), fc.array(word, { maxLength: 6 }), (text, spans) => {
      const words = spans.map(({ start, length }) =>
        buildWordAt(text, start, Math.min(start + length, text.length), { state: known, reading: "よみ" }),
      );
      const bare = (copied: string) => copied.replaceAll(/\([^)]*\)|\[[^\]]*\]| /g, "");
      expect(bare(withReadings(text, words, "ja", "plain"))).toBe(text);
      expect(bare(withReadings(text, words, "ja", "anki"))).toBe(text);
    }),
  );
});
