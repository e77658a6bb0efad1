import type { WordStatus } from "#shared/words/word-values.ts";
import type { SameWord } from "#server/db/words.ts";

/**
 * The saved word that is meant by a reading, among those with its lemma. A reading that is missing on one side fits every other one: many imported
 * lists have none. A word that is not deleted comes before a deleted one, which comes back.
 */
export function findSame(same: readonly SameWord[], reading: string): SameWord | null {
  const fits = (each: SameWord) => each.reading === "" || reading === "" || each.reading === reading;
  const order = (each: SameWord) => (each.isDeleted ? 2 : 0) + (each.reading === reading ? 0 : 1);
  return same.filter(fits).toSorted((one, other) => order(one) - order(other))[0] ?? null;
}

/** The reading that the saved word gets from now on; undefined: its own stays. */
export function readingToAdd(same: readonly SameWord[], found: SameWord, reading: string): string | undefined {
  const isFree = same.every((each) => each.reading !== reading);
  return found.reading === "" && isFree ? reading : undefined;
}

/** The status of a word that is saved again. Pressing Save says that the learner wants to learn it, so it only stays in review. */
export function statusAfterSaving(before: WordStatus | null, wanted: WordStatus | undefined): WordStatus {
  return wanted ?? (before === "learning" ? "learning" : "new");
}
