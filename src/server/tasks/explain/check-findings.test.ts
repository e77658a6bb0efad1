import { expect, test } from "bun:test";
import { type Reason, checkFindings } from "./check-findings.ts";
import { readCases } from "./cases/read-cases.ts";
import type { Finding } from "./question.ts";

const questionOf = (name: string) => {
  const found = readCases().find((each) => each.name.startsWith(`${name}: `));
  if (!found) throw new Error(`no case of ${name}`);
  return found.question;
};

const meanings = (...texts: string[]): Finding[] =>
  texts.map((meaning, index) => ({ type: "meaning", number: index + 1, meaning }));

test.each<[string, string, Finding[], (Reason | null)[]]>([
  ["a right list", "tea/en", meanings("I", "still", "want to", "drink", "tea"), [null, null, null, null, null]],
  [
    "a list that is shifted by one",
    "tea/en",
    meanings("still", "want", "drink", "tea", "(end)"),
    ["shifted", "shifted", "shifted", "shifted", null],
  ],
  [
    "a single meaning of a neighbour",
    "tea/en",
    meanings("I", "still", "want to", "tea"),
    [null, null, null, "shifted"],
  ],
  [
    "one meaning for all words",
    "tea/en",
    meanings("drink", "drink", "drink", "drink"),
    [null, "loop", "shifted", null],
  ],
  ["a particle that is said with its neighbour", "cat/en", meanings("cat", "as for (the liked)"), [null, null]],
  ["the neighbour's meaning at a particle", "cat/en", meanings("cat", "liked"), [null, "shifted"]],
  ["another language", "cat/ko", meanings("cat", "(주어)"), ["language", null]],
  ["the word and its reading", "film/ja", meanings("昨日", "ともだち"), ["same", "same"]],
  ["nothing", "cat/en", meanings("-", "N/A", "1."), ["empty", "empty", "empty"]],
  ["the sentence as the translation", "cat/en", [{ type: "translation", text: "猫が好きです" }], ["same"]],
  ["a half translation", "friend/en", [{ type: "translation", text: "I saw a 닭장." }], ["language"]],
  ["a translation that names a word", "cat/en", [{ type: "translation", text: "I like the kanji “猫”." }], [null]],
  ["a note in another language", "cat/ko", [{ type: "note", text: "The particle marks the subject." }], ["language"]],
  ["a meaning in the place of the note", "cat/en", [{ type: "note", text: "(object)" }], ["empty"]],
])("decides about %s", (_, name, findings, reasons) => {
  expect(checkFindings(questionOf(name), findings).map(({ reason }) => reason)).toEqual(reasons);
});

test("puts a meaning beside the dictionary's when they share nothing, and not for particles", () => {
  const checked = checkFindings(questionOf("cat/en"), meanings("kitty-like pet", "(topic)", "liked"));
  expect(checked.map(({ finding }) => finding.type === "meaning" && finding.isBeside === true)).toEqual([
    true,
    false,
    false,
  ]);
});
