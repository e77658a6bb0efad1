import { diffArrays } from "diff";
import type { LearningLanguage } from "#shared/languages/types.ts";

export type Change = { kind: "same" | "removed" | "added"; text: string };

/** `面白いでした → 面白かったです`, letter by letter as people count them. Computed here, so that no correction is made silently. */
export function diffSentences(original: string, corrected: string, language: LearningLanguage): Change[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "grapheme" });
  const letters = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);
  return diffArrays(letters(original), letters(corrected)).map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value.join(""),
  }));
}
