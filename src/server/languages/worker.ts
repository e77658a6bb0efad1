import { parentPort } from "node:worker_threads";
import type { LearningLanguage } from "#shared/languages/types.ts";
import type { LanguageAnalyser, ReadingSpan } from "./language-analyser.ts";

export type AnalyserRequest = { id: number; text: string; language: LearningLanguage; span?: ReadingSpan };
export type AnalyserResponse = { id: number; result?: unknown; error?: string };

/** Loads each language's library at its first question, so a learner of Korean never loads the Japanese dictionary. */
const loaders: Record<LearningLanguage, () => Promise<LanguageAnalyser>> = {
  ja: async () => (await import("./japanese.ts")).createJapanese(),
  "zh-Hans": async () => (await import("./chinese.ts")).createChinese(),
  "zh-Hant": async () => (await import("./chinese.ts")).createChinese({ isTaiwan: true }),
  ko: async () => (await import("./korean.ts")).createKorean(),
};
const loaded = new Map<LearningLanguage, Promise<LanguageAnalyser>>();

/** Retries a failed load at the next request. */
function load(language: LearningLanguage): Promise<LanguageAnalyser> {
  const analyser = loaders[language]();
  analyser.catch(() => loaded.delete(language));
  return analyser;
}

parentPort?.on("message", async ({ id, text, language, span }: AnalyserRequest) => {
  try {
    if (!loaded.has(language)) loaded.set(language, load(language));
    const analyser = await loaded.get(language);
    const result = span ? analyser?.check(text, span) : analyser?.analyse(text);
    parentPort?.postMessage({ id, result } satisfies AnalyserResponse);
  } catch (error) {
    parentPort?.postMessage({ id, error: String(error) } satisfies AnalyserResponse);
  }
});
