import { describe, expect, test } from "bun:test";
import type { Block } from "#shared/answer.ts";
import { closeLines, readText } from "#shared/breakdown/read-text.ts";
import { type Card, partsOfSpeech } from "#shared/card.ts";
import { emptyAnswer } from "#shared/generation.ts";
import { isWrittenIn, languages } from "#shared/languages/index.ts";
import { type LearningLanguage, learningLanguages } from "#shared/languages/types.ts";
import { cardsIn, findLesson, lessons, plain } from "./find-lesson.ts";
import type { Lesson } from "./lesson.ts";

describe.each(learningLanguages)("the lessons of %s", (language) => {
  const own = lessons[language];

  test("are a dozen, each with its own question, and the empty page's examples are among them", () => {
    expect(own).toHaveLength(12);
    expect(new Set(own.map(({ ask }) => plain(ask))).size).toBe(12);
    for (const example of languages[language].examples) expect(findLesson(language, example)).toBeDefined();
  });

  test("have titles in the language that are shorter than the app's limit", () => {
    for (const { title } of own) {
      expect({ title, isOwn: isInScript(title, language) }).toEqual({ title, isOwn: true });
      expect(title.length).toBeLessThanOrEqual(24);
    }
  });

  test.each(own.map((lesson) => [lesson.ask, lesson] as const))("%s", (_, lesson) => {
    const blocks = read(lesson.answer, language);
    const cards = blocks.flatMap((block) => (block.type === "card" ? [block.card] : []));
    expect(cards.map(({ text }) => text)).toEqual(cardsIn(lesson.answer).map(({ sentence }) => sentence));
    for (const card of cards) {
      expect(card.leftover).toBe("");
      expect(card.translation).not.toBe("");
      expect(card.notes).not.toBe("");
      expect(isWrittenIn(card.text, language)).toBe(true);
      expect(card.words.map(({ surface }) => surface)).toEqual(rowsOf(lesson, card).map(([surface]) => surface ?? ""));
      expect(uncovered(card)).toBe(lesson.skipped ?? "");
      for (const word of card.words) expect(word.meaning).not.toBe("");
    }
    for (const [, , part] of cards.flatMap((card) => rowsOf(lesson, card)))
      expect(partsOfSpeech as readonly unknown[]).toContain(part);
    for (const block of blocks) if (block.type === "fix") checkFix(block, lesson);
    for (const block of blocks) if (block.type === "text") expect(block.text).not.toContain(":::");
  });

  test("two correct a mistake, one misreads a word, one leaves a word out, and two are questions in English", () => {
    const count = (is: (lesson: Lesson) => unknown) => own.filter(is).length;
    expect(count(({ answer }) => answer.includes(":::fix"))).toBe(2);
    expect(count(({ misread }) => misread)).toBe(1);
    expect(count(({ skipped }) => skipped)).toBe(1);
    expect(count(({ ask }) => !isWrittenIn(ask, language))).toBe(2);
    for (const { misread, answer } of own) {
      if (misread) expect(answer).toContain(`\n${misread.surface} | ${misread.reading} | `);
    }
  });
});

function read(answer: string, language: LearningLanguage): Block[] {
  return closeLines(readText(emptyAnswer(language), answer)).blocks;
}

/** The rows as they were written, whatever the reader makes of them. */
function rowsOf({ answer }: Lesson, { text }: Card): string[][] {
  const block = cardsIn(answer).find(({ sentence }) => sentence === text)?.block ?? "";
  const rows = block.split("\n").filter((line) => line.includes(" | "));
  return rows.map((row) => row.split(" | "));
}

function uncovered({ text, words }: Card): string {
  const rest = words.map(({ end }, index) => text.slice(end, words[index + 1]?.start));
  return plain(text.slice(0, words[0]?.start) + rest.join(""));
}

function checkFix({ original, corrected, reason, leftover }: Extract<Block, { type: "fix" }>, { ask }: Lesson) {
  expect(original).toBe(ask);
  expect(corrected).not.toBe(original);
  expect(reason).not.toBe("");
  expect(leftover).toBe("");
}

/** A title may be a noun in Han letters alone; only its script is asked for. */
const isInScript = (title: string, language: LearningLanguage) =>
  [...title.matchAll(/\p{L}/gu)].every(([letter]) => languages[language].script.test(letter));
