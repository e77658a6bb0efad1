import type { Card } from "#shared/card.ts";
import { letterRuns, type Span } from "#shared/normalise/letters.ts";
import { shownReading } from "#shared/shown-reading.ts";

export type Coverage = {
  /** Every letter and digit of the text is part of a word. */
  complete: boolean;
  missing: Span[];
  /** Words without a meaning in this sentence. */
  pending: number;
  /** Readings that are not settled: several fit, or nobody but the model knows one. */
  open: number;
  /** Readings that the dictionary contradicts. */
  inDoubt: number;
};

/** Facts about a card that need no model. */
export function coverage({ text, words, language }: Card): Coverage {
  const missing: Span[] = [];
  let from = 0;
  for (const { start, end } of [...words, { start: text.length, end: text.length }]) {
    missing.push(...letterRuns(text, from, Math.max(from, start)));
    from = Math.max(from, end);
  }
  const marks = words.map((word) => shownReading(word, language).mark);
  return {
    complete: text !== "" && missing.length === 0,
    missing,
    pending: words.filter(({ meaning }) => meaning === "").length,
    open: marks.filter((mark) => mark !== "none" && mark !== "conflict").length,
    inDoubt: marks.filter((mark) => mark === "conflict").length,
  };
}
