import type { Card } from "./card.ts";
import { missingIn } from "./missing.ts";
import { letterRuns } from "./normalise/letters.ts";
import { shownReading } from "./shown-reading.ts";

/** What the learner cannot rely on yet in a card. The footer of the card names it. */
export type Unsettled = {
  hasNoTranslation: boolean;
  /** The engine gave no words, so nothing was checked. */
  isUnchecked: boolean;
  /** How many words have no meaning in this sentence. */
  withoutMeaning: number;
  /** How many readings are open, guessed, unknown, or known only to a model. */
  uncertain: number;
  /** How many claimed readings the dictionary contradicts. */
  conflicts: number;
};

export function unsettledIn(card: Card): Unsettled {
  const { translation, words } = missingIn(card);
  const marks = card.words.map((word) => shownReading(word, card.language).mark);
  const conflicts = marks.filter((mark) => mark === "conflict").length;
  return {
    hasNoTranslation: translation,
    isUnchecked: card.words.length === 0 && letterRuns(card.text, 0, card.text.length).length > 0,
    withoutMeaning: words.length,
    uncertain: marks.filter((mark) => mark !== "none").length - conflicts,
    conflicts,
  };
}
