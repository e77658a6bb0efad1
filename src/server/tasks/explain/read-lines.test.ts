import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { type Case, readCases, sorted } from "./cases/read-cases.ts";
import type { ExplainQuestion, Finding } from "./question.ts";
import { createExplainReader } from "./reader.ts";

const cases = readCases();

function read(question: ExplainQuestion, pieces: readonly string[]) {
  const reader = createExplainReader(question);
  const found: Finding[] = [];
  for (const piece of pieces) {
    if (reader.isDone()) break;
    found.push(...reader.add(piece));
  }
  found.push(...reader.end());
  return reader.isRefusal() ? ["refusal"] : sorted(found.map((finding) => lineOf(question, finding)));
}

function lineOf(question: ExplainQuestion, finding: Finding): string {
  switch (finding.type) {
    case "translation":
      return `0 ${finding.text}`;
    case "note":
      return `${question.words.length + 1} ${finding.text}`;
    case "join":
      return `${finding.from}-${finding.to} ${finding.meaning}`;
    case "meaning": {
      const reading = finding.reading === undefined ? "" : `[${finding.reading}] `;
      return `${finding.number} ${finding.isBeside ? "beside: " : ""}${reading}${finding.meaning}`;
    }
  }
}

describe("takes what may be taken of an output, whole and sign by sign", () => {
  test.each(cases.map((each): [string, Case] => [`${each.file} ${each.name}`, each]))(
    "%s",
    (_, { question, output, expected }) => {
      expect(read(question, [output])).toEqual(expected);
      expect(read(question, output.split(""))).toEqual(expected);
    },
  );
});

test("takes the same of any output in any pieces", () => {
  const anyCase = fc.constantFrom(...cases);
  const cuts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(anyCase, cuts, ({ question, output, expected }, lengths) => {
      expect(read(question, slice(output, lengths))).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

/** Pieces of these lengths, again and again. */
function slice(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1;
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}

test("leaves no mark of a format and no number of another line in any field", () => {
  for (const { file, name, question, output } of cases) {
    for (const line of read(question, [output])) {
      if (line === "refusal") continue;
      const text = line.replace(/^\S+ (?:beside: )?(?:\[[^\]]*\] )?/, "");
      const isClean =
        !/[\p{Cc}|*`]|^\s|\s$|^["“][^"”]*$|<\/?[a-z]|&[a-z]+;/u.test(text) &&
        !/^\d{1,2}[.):：、](?!\d)|^[①-⑳]/u.test(text);
      expect(isClean ? "clean" : `${file} ${name}: ${line}`).toBe("clean");
    }
  }
});
