import type { Word } from "./card.ts";
import { languages } from "./languages/index.ts";
import type { LearningLanguage } from "./languages/types.ts";

/**
 * What the page says about a reading. `none`: nothing, it is settled. `open`: others fit too. `guess`: composed from parts. `possible`: the model
 * reads it in another way that the dictionary knows. `conflict`: somebody claims a reading that the dictionary does not know.
 * `model`: only the model knows a reading. `missing`: there is no reading.
 */
export type ReadingMark = "none" | "open" | "guess" | "possible" | "conflict" | "model" | "missing";

export type ShownReading = {
  /** Empty if the word has none, or if it would only repeat the word. */
  reading: string;
  mark: ReadingMark;
  /** The other readings that fit, most likely first. */
  others: string[];
};

/** Which reading of a word is shown, and how it is marked. The ruby, the table, the footer and copied text all use this. */
export function shownReading(word: Word, language: LearningLanguage): ShownReading {
  const { reading, state, claimBy, verdict, candidates } = word;
  const { normaliseReading, needsReading, canBeReading } = languages[language];
  // a claim that cannot be a reading, such as a meaning, is ignored, unless the dictionary contradicts it
  const isReading = verdict === "conflict" || canBeReading(word.surface, word.claim ?? "");
  const claim = isReading ? word.claim : undefined;
  const othersThan = (shown: string) =>
    candidates.filter((other) => normaliseReading(other) !== normaliseReading(shown || word.surface));
  const settled = { reading, others: othersThan(reading) };
  if (word.isSettled) return { ...settled, mark: "none" };
  if (claim !== undefined && (state === "none" || state === "guess") && verdict !== "conflict")
    return { reading: claim, mark: claimBy === "learner" ? "none" : "model", others: othersThan(claim) };
  if (claim !== undefined && verdict === "conflict") return { ...settled, mark: "conflict" };
  if (claim !== undefined && verdict === "possible") return { ...settled, mark: "possible" };
  if (state === "open" || state === "guess") return { ...settled, mark: state };
  if (state === "none" && needsReading(word.surface)) return { ...settled, mark: "missing" };
  return { reading, mark: "none", others: [] };
}
