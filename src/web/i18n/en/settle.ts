import type { Shape } from "#web/i18n/shape.ts";

/** What the learner can do about a reading. */
export const settle = {
  use: (reading: string) => `Use ${reading}`,
  keep: (reading: string) => `Keep ${reading}`,
  type: "Type the reading",
  readingOf: (word: string) => `Reading of ${word}`,
  scripts: {
    ja: "Kana or romaji",
    "zh-Hans": "Pinyin or Zhuyin",
    "zh-Hant": "Pinyin or Zhuyin",
    ko: "Hangul, as it's pronounced",
  },
  otherScript: {
    ja: "Write the reading in kana or romaji.",
    "zh-Hans": "Write the reading in pinyin or Zhuyin.",
    "zh-Hant": "Write the reading in pinyin or Zhuyin.",
    ko: "Write the reading in Hangul, as it's pronounced.",
  },
  save: "Save",
  cancel: "Cancel",
  undo: "Undo",
  askAbout: "Ask about this word",
  report: "Report",
  reportHint:
    "Copies the sentence, the word, and its readings from the dictionaries and the model. The report contains nothing else of yours.",
  reported: "Copied. The report contains this sentence and nothing else of yours.",
  notReported: "Couldn't copy the report.",
};
export type SettleStrings = Shape<typeof settle>;
