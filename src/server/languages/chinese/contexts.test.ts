import { describe, expect, test } from "bun:test";
import { languageData } from "#test/language-data.ts";
import { createChinese } from "./chinese.ts";
import { contextRows } from "./contexts.ts";

const simplified = createChinese(languageData);
const traditional = createChinese(languageData, { isTraditional: true });

describe("each example of contexts.tsv is read as its line says", () => {
  test.each(contextRows.map(({ words, readings: [reading = ""], example }) => [example, reading, words] as const))(
    "%s %s",
    (example, reading, words) => {
      const start = example.indexOf("[");
      const end = example.indexOf("]") - 1;
      const text = example.replace(/[[\]]/g, "");
      const surface = text.slice(start, end);
      expect(surface.length === 1 || words.includes(surface) || /^(.).?\1$/.test(surface)).toBe(true);
      const analyser = /[們說對會學過來還嗎麼後裡著餵]|乾/.test(text) ? traditional : simplified;
      const word = analyser.analyse(text).find((each) => each.start <= start && each.end >= end);
      expect([word?.surface, word?.reading.toLowerCase()]).toEqual([
        word?.surface,
        word?.surface === surface && !/^(.).?\1$/.test(surface)
          ? reading.toLowerCase()
          : expect.stringContaining(reading.toLowerCase()),
      ]);
    },
  );
});

test("every line has a reading, a condition that is understood, and an example with the word in brackets", () => {
  for (const { words, readings, example } of contextRows) {
    for (const reading of readings)
      expect([words, reading]).toEqual([words, expect.stringMatching(/^[\p{sc=Latin}]+$/u)]);
    expect(example).toMatch(/\[\p{sc=Han}+\]/u);
  }
});

test("the last line of each word fits everywhere", () => {
  for (const word of new Set(contextRows.flatMap(({ words }) => words)))
    expect([word, contextRows.findLast(({ words }) => words.includes(word))?.conditions]).toEqual([word, []]);
});
