import type { Word } from "#shared/card.ts";
import type { Statement } from "./split-statements.ts";

/** The words of a statement that are polite, and the one that makes its end plain. */
export type StyleOf = (statement: Statement) => { polite: Word[]; plain: Word[] };

/** Whether nothing is said before the last word: とてもおいしい！ */
export const isExclaimed = (before: readonly Word[]): boolean =>
  before.every(({ partOfSpeech }) => partOfSpeech === "adverb" || partOfSpeech === "interjection");
