import type { RubyPiece } from "./ruby.ts";

/** What a learner can study here. BCP 47 tags, used as they are in `lang` attributes. */
export const learningLanguages = ["ja", "zh-Hans", "zh-Hant", "ko"] as const;
export type LearningLanguage = (typeof learningLanguages)[number];

export type LanguageDescriptor = {
  code: LearningLanguage;
  /** The language's own name: 日本語. */
  name: string;
  englishName: string;
  /** One letter of the language's script. */
  script: RegExp;
  /** A further sign by which texts that share letters are told apart. */
  needs?: (text: string) => boolean;
  /** What a reading is written in, as the tutor's instructions say it. */
  readingIn: string;
  /** Real sentences for an empty page, shortest first. */
  examples: readonly string[];
  /** The same reading, written in one way, for comparing. `ｷﾉｳ → きのう`, `Zhōng guó → zhōngguó`. */
  normaliseReading: (reading: string) => string;
  /** Is it written in the letters that readings of this language have? `eiga` is no reading of 映画, `bei3jing1` none of 北京. */
  canBeReading: (surface: string, reading: string) => boolean;
  /** The same for a cell of a table that may as well hold a meaning: letters that only readings have. */
  looksLikeReading: (cell: string) => boolean;
  /** `食べる, たべる → 食[た]べる`; where a reading cannot be divided in one way only, it stands over the whole word. */
  toRuby: (surface: string, reading: string) => RubyPiece[];
  /** What stands between two words. */
  wordSeparator: "" | " ";
  /** The word for "title", which models write before a title: `タイトル：`. */
  titleLabels: readonly string[];
};
