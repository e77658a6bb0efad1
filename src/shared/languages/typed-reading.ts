import type { ReadingProblem } from "#shared/error-causes.ts";
import { languages, withoutBrackets } from "./index.ts";
import { hasTone, joinPinyin, splitPinyin, withoutTone } from "./pinyin.ts";
import { readZhuyin } from "./read-zhuyin.ts";
import type { LearningLanguage } from "./types.ts";

export type TypedReading = { reading: string } | { problem: ReadingProblem };

type Word = { surface: string; candidates: readonly string[] };

/** In UTF-16 units. The longest reading of one kanji has five kana; names go beyond that. */
const longest = (surface: string) => 8 + 8 * surface.length;

/**
 * A reading that the learner typed, in the spelling of the language: `eiga` → えいが, `yin2hang2` and `ㄧㄣˊㄏㄤˊ` → yínháng. A reading that is one of
 * the candidates is written like the candidate.
 */
export function readTyped(language: LearningLanguage, word: Word, typed: string): TypedReading {
  const surface = withoutBrackets(word.surface, language);
  const text = typed.normalize("NFC").trim();
  if (text === "") return { problem: "empty_reading" };
  if (text.length > longest(surface)) return { problem: "long_reading" };
  const { normaliseReading } = languages[language];
  const read = readers[language]({ ...word, surface }, text);
  if ("problem" in read) return read;
  const known = word.candidates.find((each) => normaliseReading(each) === normaliseReading(read.reading));
  return { reading: known ?? read.reading };
}

type Reader = (word: Word, text: string) => TypedReading;

const readJapanese: Reader = (_, text) => {
  const { toOwnNotation, normaliseReading, canBeReading } = languages.ja;
  const reading = normaliseReading(toOwnNotation(text.normalize("NFKC")));
  return canBeReading("", reading) ? { reading } : { problem: "other_script" };
};

/** Every character has a syllable; 儿 may be an r at the end of the one before it. */
const readChinese: Reader = ({ surface, candidates }, text) => {
  const pinyin = readZhuyin(text) ?? languages["zh-Hans"].toOwnNotation(text.normalize("NFKC"));
  if (!/^[\p{sc=Latin}\p{M}\s'’·-]+$/u.test(pinyin)) return { problem: "other_script" };
  const hanzi = surface.match(/\p{sc=Han}/gu)?.length ?? 0;
  const syllables = splitPinyin(pinyin, hanzi);
  if (!syllables) return { problem: splitPinyin(pinyin) ? "other_syllables" : "other_script" };
  const reading = joinPinyin(syllables);
  const isNeutral = /[5５˙]/.test(text);
  if (hasTone(reading) || isNeutral) return { reading };
  const alike = candidates.filter((known) => withoutTones(known) === withoutTones(reading));
  const [only, another] = alike;
  return only !== undefined && another === undefined ? { reading: only } : { problem: "no_tones" };
};

const withoutTones = (reading: string) => withoutTone(languages["zh-Hans"].normaliseReading(reading));

const readKorean: Reader = (_, text) => {
  const reading = languages.ko.normaliseReading(text.normalize("NFKC"));
  return /^[가-힣]+$/u.test(reading) ? { reading } : { problem: "other_script" };
};

const readers: Record<LearningLanguage, Reader> = {
  ja: readJapanese,
  "zh-Hans": readChinese,
  "zh-Hant": readChinese,
  ko: readKorean,
};
