import type { LearningLanguage } from "#shared/languages/types.ts";
import type { Persona } from "./tutor-values.ts";

/** The names of the people whom the tutor plays, in their own language. What they are like is in server/tasks/reply/personas.tsv. */
export const personaNames: Record<LearningLanguage, Record<Exclude<Persona, "tutor" | "own">, string>> = {
  ja: { friend: "ハル", teacher: "田中先生", host: "みどり" },
  "zh-Hans": { friend: "小林", teacher: "王老师", host: "陈阿姨" },
  "zh-Hant": { friend: "怡君", teacher: "林老師", host: "阿芬姐" },
  ko: { friend: "민지", teacher: "김 선생님", host: "박 사장님" },
};
