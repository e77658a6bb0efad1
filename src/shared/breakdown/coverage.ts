import type { Card } from "#shared/card.ts";
import { letterRuns, type Span } from "#shared/normalise/letters.ts";

export type Coverage = {
  /** Every letter and digit of the text is part of a word. */
  complete: boolean;
  missing: Span[];
  /** Readings that the dictionary contradicts. */
  inDoubt: number;
  /** Words that no model has explained yet. */
  pending: number;
};

/** Facts about a card that need no model. */
export function coverage({ text, words }: Card): Coverage {
  const missing: Coverage["missing"] = [];
  let from = 0;
  for (const { start, end } of [...words, { start: text.length, end: text.length }]) {
    missing.push(...letterRuns(text, from, Math.max(from, start)));
    from = Math.max(from, end);
  }
  return {
    complete: text !== "" && missing.length === 0,
    missing,
    inDoubt: words.filter((word) => word.verdict === "conflict").length,
    pending: words.filter((word) => word.from === "analyser").length,
  };
}
