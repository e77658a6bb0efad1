import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { learningLanguages } from "#shared/languages/types.ts";
import { wholeLines } from "#server/tasks/whole-lines.ts";
import { firstWords } from "./first-words.ts";
import outputs from "./outputs.tsv" with { type: "text" };
import { isTitleDecided, readTitle } from "./read-title.ts";

const rows = outputs
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("# "))
  .map((line) => {
    const [language = "", answer = "", title = ""] = line.split("\t");
    return [language as LearningLanguage, answer, title === "-" ? null : title] as const; // the table names languages only
  });
const toAnswer = (cell: string) => cell.replaceAll("⏎", "\n");

describe("reads the title in an answer", () => {
  test.each(rows)("%s: %s → %p", (language, cell, title) => {
    expect(learningLanguages).toContain(language);
    expect(readTitle(toAnswer(cell), language)).toBe(title);
  });
});

test("closes the request at the end of the title's line, and keeps the title that stands there", () => {
  for (const [language, cell, title] of rows) {
    if (title === null) continue;
    const answer = `${toAnswer(cell)}\nAnd now something else that nobody asked for.\n友達の話\n`;
    const end = Array.from({ length: answer.length }, (_, index) => index + 1).find((length) =>
      isTitleDecided(answer.slice(0, length), language),
    );
    expect(readTitle(wholeLines(answer.slice(0, end)), language)).toBe(title);
  }
});

test("closes the request after three lines and after 40 tokens without a title", () => {
  expect(isTitleDecided("one\ntwo\nthree", "ja")).toBe(false);
  expect(isTitleDecided("one\ntwo\nthree\n", "ja")).toBe(true);
  expect(isTitleDecided("a long line without an end ".repeat(6), "ja")).toBe(true);
});

test("never throws, and returns nothing that is longer than a title", () => {
  const piece = fc.constantFrom(
    "友達",
    "と",
    "「",
    "」",
    '"',
    "*",
    "#",
    "-",
    ":",
    "\n",
    " ",
    "a",
    "タイトル",
    "(",
    ")",
    "|",
    "{",
    "}",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const title = readTitle(pieces.join(""), "ja");
      if (title !== null) expect(Array.from(title).length).toBeLessThanOrEqual(40);
    }),
  );
});

test("cuts the first words in whole graphemes", () => {
  expect(firstWords("猫が好き。\nsecond line")).toBe("猫が好き。");
  expect(firstWords("👨‍👩‍👧".repeat(30))).toBe(`${"👨‍👩‍👧".repeat(23)}…`);
  expect(firstWords("   ")).toBe("…");
});
