import type { Settings } from "./settings.ts";

export const defaultSettings: Settings = {
  learningLanguage: "ja",
  interfaceLanguage: null,
  explanationLanguage: null,
  levels: { ja: "beginner", "zh-Hans": "beginner", "zh-Hant": "beginner", ko: "beginner" },
  theme: "system",
  readings: "above",
  traditionalReadings: null,
  welcomed: false,
};
