import type { Card } from "#shared/card.ts";

export type Coverage = {
  /** Every letter and digit of the text is part of a word. */
  complete: boolean;
  missing: { start: number; end: number }[];
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
    for (const { 0: letters, index } of text.slice(from, Math.max(from, start)).matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      missing.push({ start: from + index, end: from + index + letters.length });
    }
    from = Math.max(from, end);
  }
  return {
    complete: text !== "" && missing.length === 0,
    missing,
    inDoubt: words.filter((word) => word.verdict === "conflict").length,
    pending: words.filter((word) => word.from === "analyser").length,
  };
}
