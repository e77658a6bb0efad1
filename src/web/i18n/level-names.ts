import type { InterfaceLanguage } from "#shared/interface-languages.ts";
import type { Level } from "#shared/setting-values.ts";

/** The levels of a learner, in each interface language. Start and Settings use them. */
export const levelNames: Record<InterfaceLanguage, Record<Level, string>> = {
  en: { beginner: "Beginner", lower: "Lower intermediate", middle: "Intermediate", upper: "Upper intermediate" },
  ja: { beginner: "初級", lower: "初中級", middle: "中級", upper: "中上級" },
  "zh-Hans": { beginner: "初级", lower: "初中级", middle: "中级", upper: "中高级" },
  "zh-Hant": { beginner: "初級", lower: "初中級", middle: "中級", upper: "中高級" },
  ko: { beginner: "초급", lower: "초중급", middle: "중급", upper: "중상급" },
};
