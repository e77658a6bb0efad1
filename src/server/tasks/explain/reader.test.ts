import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { type Case, readCases } from "./cases/read-cases.ts";
import { readOutput } from "./cases/read-output.ts";
import { createExplainReader } from "./reader.ts";

const cases = readCases();

function findCase(question: string): Case {
  const found = cases.find(({ name }) => name.startsWith(`${question}: `));
  if (!found) throw new Error(`no case of ${question}`);
  return found;
}

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

const scraps =
  "0 |1 |2. |(3) |4-5 |① |猫|が|好き|です|ねこ| cat|word|: | = | - |→|**|`|```|#|> |[|]|(|)|「|」|{|}|,|。|Note: |訳：|note|&amp;|<b>|<br>|…|•|*|_"
    .split("|")
    .concat("|", "||", " | ", "\n", "\n\n", "\r\n", "\t", "\\n", '"', "\u0000", "\u200b", "I like cats.");

test("never throws, and cleans every field, whatever the model writes", () => {
  const given = findCase("cat/en");
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...scraps), { maxLength: 60 }), (pieces) => {
      const whole = readOutput(given, [pieces.join("")]);
      expect(whole.filter((line) => faultOf(line) !== null)).toEqual([]);
      expect(readOutput(given, pieces)).toEqual(whole);
    }),
    { numRuns: 300 },
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
  for (const { file, question, output } of cases) {
    for (const line of readOutput({ file, question }, [output])) {
      expect(faultOf(line) ?? "none").toBe("none");
    }
  }
});

describe("closes the request", () => {
  const { question } = findCase("cat/en");
  const words = "0 I like cats.\n1 cat\n2 (subject)\n3 liked\n";
  test.each([
    ["at the end of the note", `${words}4 is (polite)\n`, "5 好き takes が, not を.\n"],
    ["at a line that answers nothing, where the note should be", `${words}4 is (polite)\n`, "犬も好きです。\n"],
    ["at a number behind the note's", `${words}4 is (polite)\n`, "6 dog\n"],
    ["when the answer begins again", `${words}4 is (polite)\n`, "0 I like cats.\n"],
    ["when the model goes back to an earlier word", `${words}4 is (polite)\n`, "2 (subject)\n"],
    ["at friendly words in the place of the note", `${words}4 is (polite)\n\n`, "I hope this helps!\n"],
    [
      "at the end of the note, although a word is missing",
      "0 I like cats.\n1 cat\n3 liked\n",
      "5 A note of four words.\n",
    ],
  ])("%s, and not before", (_, before, last) => {
    const reader = createExplainReader(question);
    reader.add(before + last.slice(0, -1));
    expect(reader.isDone()).toBe(false);
    reader.add("\n");
    expect(reader.isDone()).toBe(true);
  });

  test("when the last missing word is there", () => {
    const reader = createExplainReader({ ...question, ask: { translation: false, words: [1, 3], note: false } });
    reader.add("1 cat\n3 liked");
    expect(reader.isDone()).toBe(false);
    expect(reader.add("\n")).toEqual([{ type: "meaning", number: 3, meaning: "liked" }]);
    expect(reader.isDone()).toBe(true);
  });
});

test("gives out the translation when the next line begins, and a meaning with the end of its line", () => {
  const { question } = findCase("cat/en");
  const reader = createExplainReader(question);
  expect(reader.add("0 I like cats.\n")).toEqual([]);
  expect(reader.add("1")).toEqual([{ type: "translation", text: "I like cats." }]);
  expect(reader.add(" cat")).toEqual([]);
  expect(reader.add("\n")).toEqual([{ type: "meaning", number: 1, meaning: "cat" }]);
});

/** A line with a mark of a format, or the number of another line, in its field; null if there is none. */
function faultOf(line: string): string | null {
  const text = line.replace(/^\S+ (?:beside: )?(?:\[[^\]]*\] )?/, "");
  const mark = /[\p{Cc}|*`]|^\s|\s$|^["“][^"”]*$|<\/?[a-z]|&[a-z]+;/u;
  const isClean = line === "refusal" || (!mark.test(text) && !/^\d{1,2}[.):：、](?!\d)|^[①-⑳]/u.test(text));
  return isClean ? null : line;
}
