import type { ChineseNotation, Level } from "#shared/setting-values.ts";
import type { ReadingPiece, RubyPiece } from "./ruby.ts";

/** The languages a learner can study, as BCP 47 tags that `lang` attributes use unchanged. */
export const learningLanguages = ["ja", "zh-Hans", "zh-Hant", "ko"] as const;
export type LearningLanguage = (typeof learningLanguages)[number];

/** A word as its reading is drawn. */
export type ReadWord = {
  surface: string;
  /** Empty if the word has no reading, or if the reading would only repeat the word. */
  reading: string;
  /** One of `partsOfSpeech`. */
  partOfSpeech: string;
  lemma?: string | undefined;
  /** The word right before it, if nothing stands between. */
  before?: Pick<ReadWord, "surface" | "reading"> | undefined;
};

/** The learner's choices of how readings are written (`Settings`). */
export type ReadingStyle = { traditionalNotation: ChineseNotation; romanisation: boolean };

export type LanguageDescriptor = {
  code: LearningLanguage;
  /** The language's own name: 日本語. */
  name: string;
  englishName: string;
  /** One letter of the language's script. */
  script: RegExp;
  /** A further condition, to tell languages with shared letters apart. */
  needs?: (text: string) => boolean;
  /** The script of readings, in words for the tutor's instructions. */
  readingIn: string;
  /** A word with the reading that it has alone: the picture of the button that shows readings. */
  sample: { surface: string; reading: string };
  /** A word is pronounced in another way before some words: 책|이 is 채|기. It is saved with the reading that it has alone. */
  readingFollowsNeighbours?: true;
  /** The form in which readings are compared. `ｷﾉｳ → きのう`, `Zhōng guó → zhōngguó`. */
  normaliseReading: (reading: string) => string;
  /** Whether the letters can form a reading in this language. `eiga` is not a reading of 映画, and `bei3jing1` is not one of 北京. */
  canBeReading: (surface: string, reading: string) => boolean;
  /** Stricter, for a table cell that may hold a meaning instead: whether it has letters that only readings have. */
  looksLikeReading: (cell: string) => boolean;
  /** `食べる, たべる → 食[た]べる`. A reading that can be divided in several ways, or not at all, stands over the whole word. */
  toRuby: (surface: string, reading: string) => RubyPiece[];
  /** A word with its reading in the notation that the learner chose. Without such a choice for the language, the same as `toRuby`. */
  toPieces: (word: ReadWord, style: ReadingStyle) => ReadingPiece[];
  /** A reading in the notation that the learner chose, for a table or a sentence. Absent: as it is. */
  writeReading?: (reading: string, style: ReadingStyle) => string;
  /** Readings can be written in Zhuyin too. */
  hasZhuyin?: boolean;
  /** Each syllable has a tone, for which there are colours. */
  hasTones?: boolean;
  /** A sentence is either polite or plain by its endings: です and だ, 존댓말 and 반말. */
  hasPoliteStyles?: boolean;
  /** The system in which readings can be written in Latin letters. */
  romanisation?: "hepburn" | "revised";
  /** A voice reads a word in kana as it reads the word itself, so its reading can be spoken in its place. */
  isSpokenInKana?: boolean;
  /** Longer texts can be set in vertical columns, from right to left. */
  isSetVertically?: boolean;
  /** The highest level of a dictionary word that a learner of each level need not look up. */
  knownLevels: Record<Level, number>;
  /** Words that are no vocabulary although their part of speech says so. `name`: only where no dictionary has the word. */
  notVocabulary?: { grammar: RegExp; name: RegExp };
  /** Whether the word has letters whose reading a learner must know: kanji, hanzi, Hangul. */
  needsReading: (surface: string) => boolean;
  /** A reading in another notation, as this language writes it: `eiga` → えいが, `bei3jing1` → běi jīng. Anything else stays. */
  toOwnNotation: (reading: string) => string;
  /** The reading of neighbouring words, with the text between them. */
  joinReadings: (parts: readonly { gap: string; reading: string }[]) => string;
  /** A reading in brackets after the letters that it belongs to: （きのう） after 昨日. Null if nobody writes so in this language. */
  bracketedReading: RegExp | null;
  /** Taiwan's standard has readings of its own in this script: 研究 yánjiù. The learner chooses. */
  isAlsoReadInTaiwan?: boolean;
  /** The text between two words. */
  wordSeparator: "" | " ";
  /** The letters that carry the meaning, where others stand beside them for endings and particles: kanji. */
  contentLetters?: RegExp;
  /** Which of the two forms of Chinese characters this language is written in. */
  hanzi?: "simplified" | "traditional";
};
