import type { Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type ReadingMark, shownReading } from "#shared/shown-reading.ts";
import type { SavedVerdict } from "./word-values.ts";

const ofMark: Record<ReadingMark, SavedVerdict> = {
  none: "agreed",
  open: "open",
  possible: "open",
  guess: "guess",
  model: "guess",
  missing: "guess",
  conflict: "conflict",
};

/** How sure the reading of a word is that is saved now. */
export const savedVerdict = (word: Word, language: LearningLanguage): SavedVerdict =>
  word.isSettled ? "settled" : ofMark[shownReading(word, language).mark];
