import type { Word } from "#shared/card.ts";
import type { Learner } from "#server/tasks/task.ts";

/** A word as the model gets it. */
export type NumberedWord = {
  /** Counts from 1. */
  number: number;
  word: Word;
  /** The readings that the model may choose from; empty where the engine has decided. */
  candidates: string[];
  /** The engine has no sure reading, so the model is asked for one. */
  isUnread: boolean;
  /** The first meanings of the dictionary, shortened to what fits into a question. */
  meanings: string[];
};

/** One sentence to explain. */
export type ExplainQuestion = Learner & {
  sentence: string;
  /** The sentences around it, at most two. */
  before: string[];
  after: string[];
  words: NumberedWord[];
  /** What is asked for: everything at first, then only what is missing. */
  ask: { translation: boolean; words: readonly number[]; note: boolean };
};

/** What was found in the answer of a model. A number is that of a word. */
export type Finding =
  | { type: "translation"; text: string }
  | { type: "meaning"; number: number; meaning: string; reading?: string; isBeside?: true }
  | { type: "join"; from: number; to: number; meaning: string }
  | { type: "note"; text: string };

/** Reads an answer while it is written. */
export type ExplainReader = {
  /** Adds a piece of clean text and returns what is complete now. */
  add: (text: string) => Finding[];
  /** Returns what the end of the text completes. */
  end: () => Finding[];
  /** Everything that was asked for is there, or the model goes on with something else: the request can be closed. */
  isDone: () => boolean;
  /** The model declined and gave nothing else. Known at the end. */
  isRefusal: () => boolean;
};
