import type { Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { shownReading } from "#shared/shown-reading.ts";

export type ReadingChoices = {
  /** The current reading, which the learner may keep; null if it is settled, or if the word has no reading. */
  keep: string | null;
  /** The readings that can be used instead: a claimed reading first, then the dictionary's others. */
  use: string[];
};

/** How many readings have a button. The others can be typed. */
const mostChoices = 4;

/** The readings that the learner can choose for a word. */
export function readingChoices(word: Word, language: LearningLanguage): ReadingChoices {
  const { normaliseReading, canBeReading } = languages[language];
  const { reading, mark, others } = shownReading(word, language);
  const isShown = (other: string) => normaliseReading(other) === normaliseReading(reading || word.surface);
  const claim = word.claim !== undefined && canBeReading(word.surface, word.claim) ? [word.claim] : [];
  const use: string[] = [];
  for (const other of [...claim, ...others])
    if (!isShown(other) && !use.some((known) => normaliseReading(known) === normaliseReading(other))) use.push(other);
  const isDoubtful = mark !== "none" && mark !== "missing";
  return { keep: isDoubtful ? reading || word.surface : null, use: use.slice(0, mostChoices) };
}
