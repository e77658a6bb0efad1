import type { InterfaceLanguage } from "./interface-languages.ts";
import { languageOf } from "./languages/language-tags.ts";
import { type LearningLanguage, learningLanguages } from "./languages/types.ts";
import type { Settings } from "./settings.ts";
import type { Tutor } from "./tutor/tutor.ts";

const tutor: Tutor = { persona: "tutor", own: "", goals: "" };

export const defaultSettings: Settings = {
  learningLanguage: "ja",
  interfaceLanguage: null,
  explanationLanguage: null,
  levels: { ja: "beginner", "zh-Hans": "beginner", "zh-Hant": "beginner", ko: "beginner" },
  tutors: { ja: tutor, "zh-Hans": tutor, "zh-Hant": tutor, ko: tutor },
  bringsWords: true,
  corrections: "all",
  theme: "system",
  readings: "always",
  // Schools in Taiwan use Zhuyin. But people who learn Chinese as a foreign language have met pinyin: courses in Taiwan teach adults both,
  // and all others teach pinyin only. Someone who wants Zhuyin can read the pinyin above the switch to it; not the other way round.
  traditionalNotation: "pinyin",
  toneColours: "off",
  romanisation: false,
  textSize: "normal",
  articleDirection: "horizontal",
  speech: "system",
  heard: "text",
  singleKeys: true,
  traditionalReadings: null,
  youtube: "ask",
  frameAhead: true,
  ytDlpPath: null,
  frameBudget: 1_000,
  newCardsPerDay: 10,
  dayStartsAt: 4,
  desiredRetention: 0.9,
  reviewTypes: ["recognise"],
  typedAnswers: false,
  automaticBackups: true,
};

/** The learning language to begin with. Nobody who reads Chinese, in either script, learns Chinese as a foreign language. */
export const presetLearningLanguage = (own: InterfaceLanguage): LearningLanguage =>
  learningLanguages.find((code) => languageOf(code) !== languageOf(own)) ?? defaultSettings.learningLanguage;
