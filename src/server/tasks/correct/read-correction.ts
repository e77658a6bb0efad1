import { isWrittenIn } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** What a model says about the learner's sentence. `unusable`: the answer is neither a verdict nor a version of the sentence. */
export type ReadCorrection = { kind: "right" } | { kind: "corrected"; corrected: string } | { kind: "unusable" };

export function readCorrection(sentence: string, text: string, language: LearningLanguage): ReadCorrection {
  const answer = text.normalize("NFC").trim();
  if (/^ok\b/i.test(answer) || answer === sentence.trim()) return { kind: "right" };
  if (answer === "" || answer.includes("\n") || !isWrittenIn(answer, language)) return { kind: "unusable" };
  return { kind: "corrected", corrected: answer };
}

/** Whether the whole lines so far decide, so that the request can be closed. */
export const isCorrectionDecided = (sentence: string, text: string, language: LearningLanguage): boolean =>
  readCorrection(sentence, text.slice(0, text.lastIndexOf("\n") + 1), language).kind !== "unusable";
