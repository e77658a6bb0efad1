import { joinPinyin, markTones, splitPinyin } from "./pinyin.ts";
import { overWhole, type RubyPiece } from "./ruby.ts";
import type { LanguageDescriptor } from "./types.ts";

const shared = {
  script: /\p{sc=Han}/u,
  // a text with kana is Japanese, even if most of its letters are Han
  needs: (text: string) => !/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text),
  sample: { surface: "字", reading: "zì" },
  readingIn: "Hanyu Pinyin with tone marks, the syllables of one word joined",
  normaliseReading: (reading: string) =>
    reading
      .normalize("NFC")
      .toLowerCase()
      .replace(/[\s'’·-]/g, ""),
  canBeReading: (surface: string, reading: string) => {
    const hanzi = surface.match(/\p{sc=Han}/gu)?.length ?? 0;
    return hanzi > 0 && splitPinyin(reading, hanzi) !== null;
  },
  // Latin letters with a tone mark
  looksLikeReading: (cell: string) =>
    /^[\p{sc=Latin}'’\s]+$/u.test(cell) && /[\u0300\u0301\u0304\u030c]/.test(cell.normalize("NFD")),
  toRuby: (surface: string, reading: string) => alignPinyin(surface, reading.trim()),
  needsReading: (surface: string) => /\p{sc=Han}/u.test(surface),
  toOwnNotation: (reading: string) => (/[a-zü:][1-5]/i.test(reading) ? markTones(reading) : reading),
  joinReadings: (parts: readonly { reading: string }[]) => joinPinyin(parts.map(({ reading }) => reading)),
  bracketedReading: null,
  wordSeparator: "" as const,
};

export const chinese: LanguageDescriptor = {
  ...shared,
  code: "zh-Hans",
  hanzi: "simplified",
  name: "简体中文",
  englishName: "Chinese (simplified)",
};

export const traditionalChinese: LanguageDescriptor = {
  ...shared,
  code: "zh-Hant",
  hanzi: "traditional",
  name: "繁體中文",
  englishName: "Chinese (traditional)",
  isAlsoReadInTaiwan: true,
};

function alignPinyin(surface: string, reading: string): RubyPiece[] {
  const letters = Array.from(surface);
  if (!reading || letters.some((letter) => !/\p{sc=Han}/u.test(letter))) return overWhole(surface, reading);
  const syllables = splitPinyin(reading, letters.length);
  if (syllables) {
    const pieces = letters.map((base, index) => ({ base, ruby: syllables[index] ?? "" }));
    return syllables.at(-1) === "r" ? joinErhua(pieces) : pieces;
  }
  return overWhole(surface, reading);
}

/** Joins a 儿 without its own syllable to the character before it: 玩儿 → wánr. */
function joinErhua(pieces: RubyPiece[]): RubyPiece[] {
  const [before, last] = pieces.slice(-2);
  if (!before || !last) return pieces;
  const joined = { base: before.base + last.base, ruby: joinPinyin([before.ruby, last.ruby]) };
  return [...pieces.slice(0, -2), joined];
}
