import { expect, test } from "bun:test";
import { languageData } from "#test/language-data.ts";
import { homographs } from "./homographs.ts";
import { createJapanese } from "./japanese.ts";
import { readTable } from "./table.ts";
import sentences from "./test-tables/homographs.tsv" with { type: "text" };

const japanese = createJapanese(languageData);
const rows = readTable(sentences).map(([text = "", word = "", reading = ""]) => [text, word, reading] as const);

function read(text: string, word: string, reading: string) {
  const start = text.indexOf(word);
  return japanese.check(text, { start, end: start + word.length, reading });
}

test.each(rows)("never calls the right reading wrong: %s %s %s", (text, word, reading) => {
  const { verdict, candidates } = read(text, word, reading);
  expect(candidates).toContain(reading);
  expect(["agrees", "possible"]).toContain(verdict);
});

test("chooses the right reading of a homograph by its sentence, or leaves it open", () => {
  const wrong = rows.filter(([text, word, reading]) => read(text, word, reading).verdict !== "agrees");
  expect(wrong.length / rows.length).toBeLessThan(0.03);
  const settled = wrong.filter(([text, word, reading]) => read(text, word, reading).state === "known");
  expect(settled).toEqual([]);
});

test("leaves a word open that its sentence does not decide", () => {
  for (const [text, word, candidates] of [
    ["十分", "十分", ["じゅうぶん", "じゅっぷん", "じっぷん"]],
    ["額", "額", ["がく", "ひたい"]],
    ["市場", "市場", ["いちば", "しじょう"]],
    ["生物", "生物", ["せいぶつ", "なまもの"]],
    ["色紙", "色紙", ["いろがみ", "しきし"]],
    ["仮名", "仮名", ["かな", "かめい"]],
  ] as const) {
    const here = read(text, word, "");
    expect(here.state).toBe("open");
    expect(here.candidates).toEqual([...candidates]);
  }
});

test("has at least 80 spellings with two common readings, and reads none of them twice alike", () => {
  const open = [...homographs].filter(([, readings]) => readings.filter(({ isRare }) => !isRare).length > 1);
  expect(open.length).toBeGreaterThanOrEqual(80);
  for (const [word, readings] of homographs) {
    const said = readings.map(({ reading, lemma }) => `${reading}=${lemma}`);
    expect([word, said.length]).toEqual([word, new Set(said).size]);
  }
});
