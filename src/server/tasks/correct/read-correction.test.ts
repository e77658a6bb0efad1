import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { tableLines } from "#shared/table-lines.ts";
import learnerSentences from "#server/model-doctor/cases/learner-sentences.tsv" with { type: "text" };
import outputs from "./outputs.tsv" with { type: "text" };
import { isCorrectionDecided, readCorrection } from "./read-correction.ts";

const breaks = (cell: string) => cell.replaceAll("⏎", "\n");
const rows = tableLines(outputs).map((line) => {
  const [language = "", sentence = "", answer = "", shown = ""] = line.split("\t").map(breaks);
  const expected =
    shown === "=" ? { kind: "right" } : shown === "-" ? { kind: "unusable" } : { kind: "corrected", corrected: shown };
  return [language as LearningLanguage, sentence, answer, expected] as const; // the table names languages only
});

describe("reads what a model says about a sentence", () => {
  test.each(rows)("%s: %s / %s → %j", (language, sentence, answer, expected) => {
    expect(learningLanguages).toContain(language);
    expect(readCorrection(sentence, answer, language)).toEqual(expected as ReturnType<typeof readCorrection>);
  });
});

test("closes the request at the end of the line that decides, and comes to the same result", () => {
  for (const [language, sentence, answer, expected] of rows) {
    if (expected.kind === "unusable" || sentence.includes("\n")) continue;
    const lines = `${answer}\n`.split("\n").map((_, index, all) => `${all.slice(0, index).join("\n")}\n`);
    const decided = lines.find((text) => isCorrectionDecided(sentence, text, language));
    expect(readCorrection(sentence, decided ?? answer, language)).toEqual(
      expected as ReturnType<typeof readCorrection>,
    );
  }
});

test("decides nothing before the first line is complete", () => {
  expect(isCorrectionDecided("昨日は寒いでした。", "昨日は寒かったです。", "ja")).toBe(false);
  expect(isCorrectionDecided("昨日は寒いでした。", "昨日は寒かったです。\n", "ja")).toBe(true);
});

test("closes the request after six lines without a verdict", () => {
  expect(isCorrectionDecided("昨日は雨でした。", "課程\n".repeat(6), "ja")).toBe(false);
  expect(isCorrectionDecided("昨日は雨でした。", "課程\n".repeat(7), "ja")).toBe(true);
});

test("never shows a correction that has little in common with the sentence", () => {
  const letters = fc.string({
    unit: fc.constantFrom(...Array.from("昨日友達映画見会行食べますしたのでをにはがとも。、")),
    minLength: 1,
    maxLength: 24,
  });
  fc.assert(
    fc.property(letters, letters, (sentence, answer) => {
      const read = readCorrection(sentence, answer, "ja");
      if (read.kind !== "corrected") return;
      const lettersOf = (text: string) => Array.from(text).filter((letter) => /\p{L}/u.test(letter));
      const [given, made] = [lettersOf(sentence), lettersOf(read.corrected)];
      const kept = made.filter((letter) => given.includes(letter));
      // more than half of the letters of both together
      expect(kept.length * 4).toBeGreaterThanOrEqual(given.length + made.length);
    }),
  );
});

describe("shows a right correction of a learner's sentence, and none of a right sentence", () => {
  const sentences = tableLines(learnerSentences).map((line) => line.split("\t"));
  test.each(sentences)("%s: %s → %s", (language = "", sentence = "", correct = "") => {
    const read = readCorrection(sentence, correct === "=" ? sentence : correct, language as LearningLanguage);
    expect(read).toEqual(correct === "=" ? { kind: "right" } : { kind: "corrected", corrected: correct });
  });
});
