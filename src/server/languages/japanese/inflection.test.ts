import { expect, test } from "bun:test";
import type { Dictionaries, Entry } from "#server/dictionaries/types.ts";
import { createJapanese } from "./japanese.ts";
import { readTable } from "./table.ts";
import forms from "./test-tables/inflections.tsv" with { type: "text" };

const verb = (spelling: string, reading: string): Entry => ({
  dictionary: "test",
  spellings: [spelling],
  readings: [reading],
  partsOfSpeech: ["verb"],
  level: 1,
  isCommon: true,
  meanings: [],
});
const verbs = [
  verb("読む", "よむ"),
  verb("書く", "かく"),
  verb("行く", "いく"),
  verb("泳ぐ", "およぐ"),
  verb("飲む", "のむ"),
];
/** A learners' dictionary with the verbs whose potential the forms hold, and 開く, whose potential is not 開ける. */
const dictionaries: Dictionaries = {
  find: (_language, spelling) =>
    [...verbs, verb("開く", "あく")].filter(({ spellings }) => spellings.includes(spelling)),
  lookup: () => [],
  facts: () => [],
  character: () => [],
  infos: () => [],
  close() {},
};
const japanese = createJapanese({ dictionaries, dataDir: "" });

test.each(readTable(forms).map(([form = "", lemma = "", names = ""]) => [form, lemma, names] as const))(
  "names what was done to a word: %s is %s, %s",
  (form, lemma, names) => {
    const [word, ...others] = japanese.analyse(form);
    expect(others).toEqual([]);
    expect(word?.lemma ?? word?.surface).toBe(lemma);
    expect((word?.inflection ?? []).join()).toBe(names);
  },
);

test("keeps a verb in 〜eru that is no potential", () => {
  const [word] = japanese.analyse("開けた");
  expect(word).toMatchObject({ lemma: "開ける", inflection: ["past"] });
});

test("gives words that do not inflect no dictionary form", () => {
  const words = japanese.analyse("昨日の会議は中止だ");
  expect(words.filter(({ lemma }) => lemma !== undefined)).toEqual([]);
});
