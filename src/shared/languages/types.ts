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
};
