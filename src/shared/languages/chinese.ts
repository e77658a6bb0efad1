import { joinPinyin, markTones, splitPinyin } from "./pinyin.ts";
import { overWhole, type ReadingPiece, type RubyPiece } from "./ruby.ts";
import type { LanguageDescriptor, ReadWord, ReadingStyle } from "./types.ts";
import { fromZhuyin, toneOf, toZhuyin } from "./zhuyin.ts";

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
  toPieces: ({ surface, reading }: ReadWord) => withTones(alignPinyin(surface, reading.trim())),
  hasTones: true,
  // the levels of HSK 2.0, as in server/tasks/reply/styles.tsv: a beginner is at 1 and 2, upper intermediate at 5
  knownLevels: { beginner: 2, lower: 3, middle: 4, upper: 5 },
  needsReading: (surface: string) => /\p{sc=Han}/u.test(surface),
  toOwnNotation: (reading: string) => {
    const numbered = fromZhuyin(reading) ?? reading;
    return /[a-zü:][1-5]/i.test(numbered) ? markTones(numbered) : numbered;
  },
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
  toPieces: (word: ReadWord, { traditionalNotation }: ReadingStyle) => {
    const pieces = shared.toPieces(word);
    return traditionalNotation === "zhuyin" ? pieces.map(inZhuyin) : pieces;
  },
  writeReading: (reading, { traditionalNotation }) =>
    traditionalNotation === "zhuyin" ? groupsInZhuyin(reading) : reading,
  hasZhuyin: true,
  isAlsoReadInTaiwan: true,
};

function alignPinyin(surface: string, reading: string): RubyPiece[] {
  const letters = Array.from(surface);
  if (!reading || letters.some((letter) => !/\p{sc=Han}/u.test(letter))) return overWhole(surface, reading);
  const syllables = splitPinyin(reading, letters.length);
  if (syllables) return joinErhua(letters.map((base, index) => ({ base, ruby: syllables[index] ?? "" })));
  return overWhole(surface, reading);
}

/** Joins each 儿 without its own syllable to the character before it: 玩儿 → wánr, 刺儿头 → cìr tóu. */
function joinErhua(pieces: readonly RubyPiece[]): RubyPiece[] {
  const joined: RubyPiece[] = [];
  for (const piece of pieces) {
    const before = joined.at(-1);
    if (piece.ruby === "r" && before)
      joined.splice(-1, 1, { base: before.base + piece.base, ruby: joinPinyin([before.ruby, "r"]) });
    else joined.push(piece);
  }
  return joined;
}

const withTones = (pieces: readonly RubyPiece[]): ReadingPiece[] =>
  pieces.map((piece) => (isOneSyllable(piece.ruby) ? { ...piece, tone: toneOf(piece.ruby) } : piece));

const isOneSyllable = (pinyin: string) => pinyin !== "" && toZhuyin(pinyin) !== null;

const inZhuyin = (piece: ReadingPiece): ReadingPiece => ({ ...piece, ruby: groupsInZhuyin(piece.ruby) });

/** Letters that are no pinyin stay: `T xù → T ㄒㄩˋ`, `4Sdiàn → 4Sㄉㄧㄢˋ`. */
const groupsInZhuyin = (reading: string): string =>
  reading
    .split(/\s+/)
    .map((group) => {
      const [latin = ""] = /^[A-Z\d]+(?=[a-zāáǎàēéěèōóǒò]|$)/.exec(group) ?? [];
      // a capital begins a name, unless it is one of several: Běi jīng, 4S diàn
      const own = latin.length > 1 || latin === group ? latin : "";
      return own + (own === group ? "" : groupInZhuyin(group.slice(own.length)));
    })
    .join(" ");

function groupInZhuyin(group: string): string {
  const symbols = toZhuyin(group);
  if (symbols !== null) return symbols;
  const syllables = splitPinyin(group)?.map(toZhuyin) ?? [];
  return syllables.length === 0 || syllables.includes(null) ? group : syllables.join(" ");
}
