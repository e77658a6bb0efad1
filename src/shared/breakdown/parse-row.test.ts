import { describe, expect, test } from "bun:test";
import { isTableSyntax, parseRow } from "./parse-row.ts";

const short = (line: string) => {
  const row = parseRow(line);
  return row && [row.surface, row.reading, row.partOfSpeech, row.meaning].join(" / ");
};

describe("reads separators and ornaments", () => {
  test.each([
    ["猫 | ねこ | noun | cat", "猫 / ねこ / noun / cat"],
    ["猫｜ねこ｜名詞｜cat", "猫 / ねこ / noun / cat"],
    ["猫\tねこ\tnoun\tcat", "猫 / ねこ / noun / cat"],
    ["| 猫 | ねこ | noun | cat |", "猫 / ねこ / noun / cat"],
    ["- 猫 | ねこ | noun | cat", "猫 / ねこ / noun / cat"],
    ["12. 猫 | ねこ | noun | cat", "猫 / ねこ / noun / cat"],
    ["**猫** | `ねこ` | noun | cat", "猫 / ねこ / noun / cat"],
    ["猫 | ねこ | noun | cat | pet | 🐈", "猫 / ねこ / noun / cat | pet | 🐈"],
    ["1 | いち | numeral | one", "1 / いち / numeral / one"],
  ])("%s", (line, expected) => expect(short(line)).toBe(expected));
});

describe("drops readings that only repeat the word", () => {
  test.each([
    ["は | - | particle | (topic)", "は /  / particle / (topic)"],
    ["は | は | particle | (topic)", "は /  / particle / (topic)"],
    ["は | — | particle | (topic)", "は /  / particle / (topic)"],
    ["は | | particle | (topic)", "は /  / particle / (topic)"],
    ["같이 | [가치] | 부사 | together", "같이 / 가치 / adverb / together"],
  ])("%s", (line, expected) => expect(short(line)).toBe(expected));
});

describe("reads rows with fewer columns", () => {
  test.each([
    ["猫 | noun | cat", "猫 /  / noun / cat"],
    ["猫 | ねこ | noun", "猫 / ねこ / noun / "],
    ["猫 | ねこ | cat", "猫 / ねこ / other / cat"],
    ["猫 | ねこ", "猫 / ねこ / other / "],
    ["猫 | cat", "猫 /  / other / cat"],
    ["想 | xiǎng", "想 / xiǎng / other / "],
    ["想 | can", "想 /  / other / can"],
  ])("%s", (line, expected) => expect(short(line)).toBe(expected));
});

describe("reads other names of parts of speech", () => {
  test.each([
    ["名詞", "noun"],
    ["动词", "verb"],
    ["動詞", "verb"],
    ["명사", "noun"],
    ["조사", "particle"],
    ["量词", "counter"],
    ["i-adjective", "adjective"],
    ["Proper Noun", "name"],
    ["copula.", "auxiliary"],
    ["measure word", "counter"],
  ])("%s", (part, expected) => expect(parseRow(`x | y | ${part} | z`)?.partOfSpeech).toBe(expected as "noun"));

  test("keeps a longer part of speech in the meaning", () => {
    expect(short("行った | いった | verb (past) | went")).toBe("行った / いった / verb / (verb (past)) went");
    expect(short("ね | - | mystery | right?")).toBe("ね /  / other / (mystery) right?");
  });
});

describe("does not read other lines as rows", () => {
  test.each(["", "猫", "I like cats.", "|---|:--:|", "| | |", "word | reading | part of speech | meaning"])(
    "%p",
    (line) => expect(parseRow(line)).toBeNull(),
  );

  test("recognises the rule and head of a table", () => {
    expect(isTableSyntax("|---|---|")).toBe(true);
    expect(isTableSyntax("Word | Reading | POS | Meaning")).toBe(true);
    expect(isTableSyntax("- | - | - | -")).toBe(false);
    expect(isTableSyntax("単語 | たんご | noun | word")).toBe(false);
  });
});
