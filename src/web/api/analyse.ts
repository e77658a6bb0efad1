import type { LearningLanguage } from "#shared/languages/types.ts";
import { answerOf, api } from "./client.ts";

/** Loads the analyser of a language while the learner types. A failure means only that the first sentence takes longer. */
export const loadAnalyser = (language: LearningLanguage): void =>
  void answerOf(api.analyse.$post({ json: { language, texts: [] } })).catch(() => {});
