import { expect, test } from "bun:test";
import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { saveSettled } from "#server/db/settled-readings.ts";
import { openDatabase } from "#server/db/open.ts";
import { createLookup } from "#server/dictionaries/lookup.ts";
import type { SettleWords } from "#server/generations/log.ts";
import { atOnce } from "#server/slices.ts";
import { createSettleSteps, placeInSentence } from "./settle-words.ts";

/** The words of a text, as an engine divides it: `裕子さん:ゆうこさん が 来た:きた`. Candidates follow the reading: `市場:いちば/しじょう`. */
function engineWords(divided: string): { text: string; words: Word[] } {
  let text = "";
  const words = divided.split(" ").map((each): Word => {
    const [surface = "", readings = ""] = each.split(":");
    const candidates = readings === "" ? [] : readings.split("/");
    const start = text.length;
    text += surface;
    const state = candidates.length > 1 ? "open" : candidates.length === 1 ? "known" : "none";
    return {
      surface,
      start,
      end: text.length,
      reading: candidates[0] ?? "",
      state,
      candidates,
      verdict: "unchecked",
      partOfSpeech: "noun",
      meaning: "",
    };
  });
  return { text, words };
}

/** The words of a later engine, after the learner settled the reading of a span. */
function settledIn(language: LearningLanguage, divided: string, surface: string, reading: string) {
  using db = openDatabase(":memory:");
  const { text, words } = engineWords(divided);
  const start = text.indexOf(surface);
  const span = { start, end: start + surface.length };
  saveSettled(db, { language, ...placeInSentence(text, language, span) }, { reading, messageId: null });
  const lookup = createLookup(() => [], "");
  const after = atOnce(createSettleSteps(db, lookup)(language, text, words));
  expect(after.map((word) => text.slice(word.start, word.end))).toEqual(after.map((word) => word.surface));
  return after
    .map((word) => `${word.surface}${word.reading && `:${word.reading}`}${word.isSettled ? "!" : ""}`)
    .join(" ");
}

test.each<[string, LearningLanguage, string, string, string, string]>([
  [
    "the same word",
    "ja",
    "市場:いちば/しじょう に 行った:いった",
    "市場",
    "しじょう",
    "市場:しじょう! に 行った:いった",
  ],
  // divided more finely
  [
    "two words whose candidates add up to the reading",
    "ja",
    "大学:だいがく 生:せい/なま が",
    "大学生",
    "だいがくせい",
    "大学:だいがく! 生:せい! が",
  ],
  [
    "two words, one of them with its second reading",
    "ja",
    "一:いち/ひと 人:じん/り だ",
    "一人",
    "ひとり",
    "一:ひと! 人:り! だ",
  ],
  ["two words whose candidates do not make it", "ja", "裕:ゆう 子:こ が", "裕子", "ひろこ", "裕子:ひろこ! が"],
  [
    "two Chinese words",
    "zh-Hans",
    "我:wǒ 去:qù 银:yín 行:háng/xíng",
    "银行",
    "yínháng",
    "我:wǒ 去:qù 银:yín! 行:háng!",
  ],
  [
    "a name of two Chinese words",
    "zh-Hans",
    "单:dān/shàn 雄:xióng 信:xìn 来:lái",
    "单雄信",
    "shànxióngxìn",
    "单:shàn! 雄:xióng! 信:xìn! 来:lái",
  ],
  ["two Korean words", "ko", "금:금 요일:요일 이다", "금요일", "그묘일", "금요일:그묘일! 이다"],
  // divided more coarsely
  ["a word with kana after it", "ja", "裕子さん:ゆうこさん が", "裕子", "ひろこ", "裕子さん:ひろこさん! が"],
  ["a word with kana around it", "ja", "お宅:おたく が", "宅", "やけ", "お宅:おやけ! が"],
  ["a part of a Chinese word", "zh-Hans", "银行:yínháng 在:zài", "行", "xíng", "银行:yínxíng! 在:zài"],
  ["a part that cannot be told apart", "ja", "今日:きょう は", "今", "こん", "今日:きょう は"],
  ["a part of a Korean word", "ko", "금요일에:그묘이레 만나요", "금요일", "그묘일", "금요일에:그묘이레 만나요"],
  // divided in another place
  ["words that cross its ends", "ja", "今日は:こんにちは 市:し", "は市", "はし", "今日は:こんにちは 市:し"],
])("a later engine finds %s", (_, language, divided, surface, reading, expected) => {
  expect(settledIn(language, divided, surface, reading)).toBe(expected);
});

test("a reading that does not fit the words is kept, and applies when they fit again", () => {
  using db = openDatabase(":memory:");
  const steps = createSettleSteps(
    db,
    createLookup(() => [], ""),
  );
  const settleWords: SettleWords = (...args) => atOnce(steps(...args));
  const [coarse, fine] = [engineWords("今日:きょう は"), engineWords("今:いま 日:ひ は")];
  saveSettled(db, { language: "ja", sentence: coarse.text, start: 0, end: 1 }, { reading: "こん", messageId: null });
  expect(settleWords("ja", coarse.text, coarse.words)).toEqual(coarse.words);
  expect(settleWords("ja", fine.text, fine.words)[0]).toMatchObject({ reading: "こん", isSettled: true });
});

test("a reading belongs to its sentence in a longer text, in any form of the letters", () => {
  using db = openDatabase(":memory:");
  const steps = createSettleSteps(
    db,
    createLookup(() => [], ""),
  );
  const settleWords: SettleWords = (...args) => atOnce(steps(...args));
  const { text, words } = engineWords("금요일:그묘일 이다");
  saveSettled(db, { language: "ko", sentence: text, start: 0, end: 3 }, { reading: "금뇨일", messageId: null });
  const [decomposed, lead] = [text.normalize("NFD"), "  "];
  const other = words.map((word) => {
    const at = (place: number) => lead.length + text.slice(0, place).normalize("NFD").length;
    return { ...word, surface: word.surface.normalize("NFD"), start: at(word.start), end: at(word.end) };
  });
  expect(settleWords("ko", lead + decomposed, other)[0]).toMatchObject({ reading: "금뇨일", isSettled: true });
  expect(settleWords("ja", text, words)).toBe(words); // settled in another language
});

test("of two readings that overlap the later one counts, and the earlier one returns when that is taken back", () => {
  using db = openDatabase(":memory:");
  const steps = createSettleSteps(
    db,
    createLookup(() => [], ""),
  );
  const settleWords: SettleWords = (...args) => atOnce(steps(...args));
  const save = (sentence: string, start: number, end: number, reading: string | null) =>
    saveSettled(db, { language: "ja", sentence, start, end }, { reading, messageId: null });
  const fine = engineWords("一:いち/ひと 人:じん/り だ");
  const readings = () => settleWords("ja", fine.text, fine.words).map((word) => word.isSettled && word.reading);
  save(fine.text, 0, 2, "ひとり");
  expect(save(fine.text, 1, 2, "じん")).toBeNull();
  expect(readings()).toEqual(["ひと", "じん", undefined]);
  expect(save(fine.text, 1, 2, null)).toBe("じん");
  expect(readings()).toEqual(["ひと", "り", undefined]);
  // no reading of this word alone is left, so those that overlap with it go
  expect(save(fine.text, 1, 2, null)).toBeNull();
  expect(readings()).toEqual([undefined, undefined, undefined]);

  const coarse = engineWords("裕子さん:ゆうこさん が");
  const name = () => settleWords("ja", coarse.text, coarse.words)[0]?.reading;
  save(coarse.text, 0, 2, "ひろこ");
  save(coarse.text, 0, 4, "ゆたこさん");
  expect(name()).toBe("ゆたこさん");
  save(coarse.text, 0, 4, null);
  expect(name()).toBe("ひろこさん");
  save(coarse.text, 0, 4, null);
  expect(name()).toBe("ゆうこさん");
});
