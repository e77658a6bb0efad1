import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { type Case, readCases } from "./cases/read-cases.ts";
import { readOutput } from "./cases/read-output.ts";

const cases = readCases();

describe("takes what may be taken of an output, whole and sign by sign", () => {
  test.each(cases.map((each): [string, Case] => [`${each.file} ${each.name}`, each]))("%s", (_, given) => {
    const { output, expected } = given;
    expect(readOutput(given, [output])).toEqual(expected);
    expect(readOutput(given, output.split(""))).toEqual(expected);
  });
});

test("takes the same of any output in any pieces", () => {
  const anyCase = fc.constantFrom(...cases);
  const cuts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(anyCase, cuts, (given, lengths) => {
      expect(readOutput(given, slice(given.output, lengths))).toEqual(given.expected);
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
    for (const line of readOutput({ file, question }, [output])) {
      if (line === "refusal") continue;
      const text = line.replace(/^\S+ (?:beside: )?(?:\[[^\]]*\] )?/, "");
      const isClean =
        !/[\p{Cc}|*`]|^\s|\s$|^["“][^"”]*$|<\/?[a-z]|&[a-z]+;/u.test(text) &&
        !/^\d{1,2}[.):：、](?!\d)|^[①-⑳]/u.test(text);
      expect(isClean ? "clean" : `${file} ${name}: ${line}`).toBe("clean");
    }
  }
});
