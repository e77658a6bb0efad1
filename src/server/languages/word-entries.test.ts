import { expect, test } from "bun:test";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { writeDictionary } from "#server/dictionaries/dictionary-file.ts";
import { openDictionaries } from "#server/dictionaries/dictionaries.ts";
import { readStarter } from "#server/dictionaries/formats/starter.ts";
import { buildWord } from "#test/builders.ts";
import { choicesOf, firstMeanings, type WordQuery, otherPart } from "./word-entries.ts";

const tables = {
  ja: `今日	きょう	noun	5	today
人気	にんき	noun	3	popularity
人気	ひとけ	noun	1	sign of people
開く	ひらく	verb	4	to open (something)
開く	あく	verb	4	to be opened
来る	くる	verb	5	to come
勉強	べんきょう	noun	5	study; learning; lesson; diligence
十分	じゅうぶん	adjective	1	enough
十分	じゅっぷん	noun	1	ten minutes
本	ほん	counter	1	to stem (rare); counter for long things
他	た	pronoun	1	(third-person singular) (since the early 20th century, usually male) he; (bound form) other; something that is so long that it does not fit beside a word at all
歯	は	noun	4	tooth
辛い	からい	adjective	4	spicy
辛い,つらい	つらい	adjective	3	painful
は	-	particle	5	(topic)
橋	はし	noun	4	bridge`,
  ko: `공부	-	noun	5	study
마법봉	마법봉	noun	1	magic wand
학교	學校	noun	5	school
성격	성껵	noun	3	personality
먹다	먹따	verb	5	to eat`,
};
const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-test-"));
const paths = (["ja", "ko"] as const).map((language) => {
  const path = join(folder, `${language}.sqlite`);
  const about = { id: language, name: language, language, meaningsIn: "en", licence: "", source: "", version: "1" };
  writeDictionary(path, readStarter(tables[language], language), () => about);
  return path;
});
const dictionaries = openDictionaries(paths);
const meaningsOf = (language: "ja" | "ko", word: WordQuery) => firstMeanings(dictionaries, language, word);

test.each<[string, "ja" | "ko", WordQuery, string[]]>([
  ["by its surface and reading", "ja", { surface: "人気", reading: "ひとけ" }, ["sign of people"]],
  [
    "by the likelier reading when both fit",
    "ja",
    { surface: "人気", reading: "にんき", candidates: ["にんき", "ひとけ"] },
    ["popularity"],
  ],
  [
    "by its lemma, whose reading begins alike",
    "ja",
    { surface: "開いた", lemma: "開く", reading: "あいた" },
    ["to be opened"],
  ],
  ["by its lemma", "ja", { surface: "開いた", lemma: "開く", reading: "ひらいた" }, ["to open (something)"]],
  ["by a lemma that changes its stem", "ja", { surface: "来ました", lemma: "来る", reading: "きました" }, ["to come"]],
  [
    "by the noun in it, with three meanings at most",
    "ja",
    { surface: "勉強した", lemma: "勉強する", reading: "べんきょうした" },
    ["study", "learning", "lesson"],
  ],
  ["by the noun in it in Korean", "ko", { surface: "공부했어요", lemma: "공부하다", reading: "공부해써요" }, ["study"]],
  ["by an inflected Korean word", "ko", { surface: "먹었어요", lemma: "먹다", reading: "머거써요" }, ["to eat"]],
  [
    "by its reading without the consonant that a particle takes",
    "ko",
    { surface: "성격", reading: "성껴" },
    ["personality"],
  ],
  ["though its entry repeats the word as its reading", "ko", { surface: "마법봉", reading: "마법뽕" }, ["magic wand"]],
  [
    "by its reading, also when the entry has that as a spelling",
    "ja",
    { surface: "辛い", reading: "つらい", candidates: ["つらい", "からい"] },
    ["painful"],
  ],
  ["though its entry has hanja for a reading", "ko", { surface: "학교", reading: "학꾜" }, ["school"]],
  ["by its kana and part of speech", "ja", { surface: "は", partOfSpeech: "particle" }, ["(topic)"]],
  [
    "without the reading that the learner wrote in brackets",
    "ja",
    { surface: "今日(きょう)", reading: "きょう" },
    ["today"],
  ],
])("finds a word's meanings %s", (_, language, word, expected) => {
  expect(meaningsOf(language, word)).toEqual(expected);
});

test.each<[string, WordQuery]>([
  ["has another reading", { surface: "今日", reading: "こんにち" }],
  ["only sounds alike and is another kind of word", { surface: "はし", partOfSpeech: "verb" }],
])("gives no meaning of an entry that %s", (_, word) => {
  expect(meaningsOf("ja", word)).toEqual([]);
});

test("offers the readings of an open word in order, each with its meanings", () => {
  const open = buildWord("人気", { state: "open", reading: "にんき", candidates: ["にんき", "ひとけ"] });
  expect(choicesOf(dictionaries, "ja", open)).toEqual({
    candidates: [
      { reading: "にんき", meanings: ["popularity"] },
      { reading: "ひとけ", meanings: ["sign of people"] },
    ],
    isUnread: false,
    meanings: ["popularity"],
  });
});

test("offers no choice for a known word, and says so when a word has no reading", () => {
  const known = buildWord("橋", { reading: "はし", candidates: ["はし"] });
  expect(choicesOf(dictionaries, "ja", known)).toMatchObject({ candidates: [], isUnread: false, meanings: ["bridge"] });
  const unread = buildWord("魑魅", { state: "none" });
  expect(choicesOf(dictionaries, "ja", unread)).toEqual({ candidates: [], isUnread: true, meanings: [] });
});

test("takes the part of speech that goes with the reading, and changes nothing else", () => {
  const part = (word: WordQuery) => otherPart(dictionaries, "ja", word);
  expect(
    part({
      surface: "十分",
      reading: "じゅっぷん",
      candidates: ["じゅっぷん", "じゅうぶん"],
      partOfSpeech: "adjective",
    }),
  ).toBe("noun");
  expect(part({ surface: "十分", reading: "じゅうぶん", partOfSpeech: "adjective" })).toBeNull();
  expect(part({ surface: "橋", reading: "はし", partOfSpeech: "name" })).toBeNull();
  expect(part({ surface: "開いた", lemma: "開く", reading: "あいた", partOfSpeech: "verb" })).toBeNull();
});

test("gives short meanings: those of the part of speech first, without labels and long notes", () => {
  expect(meaningsOf("ja", { surface: "本", reading: "ほん", partOfSpeech: "counter" })[0]).toBe(
    "counter for long things",
  );
  expect(meaningsOf("ja", { surface: "他", reading: "た", partOfSpeech: "pronoun" })).toEqual([
    "(third-person singular) he",
    "other",
  ]);
});
