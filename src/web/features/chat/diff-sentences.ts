import { diffArrays } from "diff";
import type { LearningLanguage } from "#shared/languages/types.ts";

type Change = { kind: "same" | "removed" | "added"; text: string };

/**
 * Compares two sentences by user-perceived characters: `面白いでした → 面白かったです`. Computed here and not by the model, so that no
 * correction is silent.
 * A single unchanged character between two changes joins them: 寒[いでした→かったです], not 寒[いでし→かっ]た[→です].
 */
export function diffSentences(original: string, corrected: string, language: LearningLanguage): Change[] {
  const segmenter = new Intl.Segmenter(language, { granularity: "grapheme" });
  const letters = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);
  const parts = diffArrays(letters(original), letters(corrected));
  const changes: Change[] = [];
  let removed = "";
  let added = "";
  const close = () => {
    if (removed) changes.push({ kind: "removed", text: removed });
    if (added) changes.push({ kind: "added", text: added });
    removed = added = "";
  };
  parts.forEach((part, index) => {
    const text = part.value.join("");
    const isIsland = !part.added && !part.removed && part.value.length === 1 && index > 0 && index < parts.length - 1;
    if (part.removed || isIsland) removed += text;
    if (part.added || isIsland) added += text;
    if (part.removed || part.added || isIsland) return;
    close();
    changes.push({ kind: "same", text });
  });
  close();
  return changes;
}
