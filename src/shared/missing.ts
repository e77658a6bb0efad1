import type { Card, Word } from "./card.ts";

export type Missing = {
  translation: boolean;
  /** The words without a meaning in this sentence, also not as a part of an expression. */
  words: Word[];
  note: boolean;
};

/** What a model has not said of a sentence. The page names it, and Fill in asks for it. */
export function missingIn({ translation, words, joins, note }: Card): Missing {
  const isJoined = ({ start, end }: Word) => joins.some((join) => join.start <= start && end <= join.end);
  return {
    translation: translation === "",
    words: words.filter((word) => word.meaning === "" && !isJoined(word)),
    note: note === "",
  };
}

/** Whether a card has everything that it needs. A note may be missing: not every sentence has something to note. */
export function isExplained(card: Card): boolean {
  const { translation, words } = missingIn(card);
  return !translation && words.length === 0;
}

/** Whether a model has said anything useful. */
export const hasExplanation = ({ translation, words, joins }: Card): boolean =>
  translation !== "" || joins.length > 0 || words.some(({ meaning }) => meaning !== "");
