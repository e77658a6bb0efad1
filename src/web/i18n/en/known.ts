import type { Shape } from "#web/i18n/shape.ts";

/** How much of a text the learner knows. */
export const known = {
  known: (share: string, words: number, amount: string) =>
    words === 1 ? `${share} known, 1 new word` : `${share} known, ${amount} new words`,
  all: "No new words",
  above: (count: number) => (count === 1 ? "1 word above your level" : `${count} words above your level`),
  simpler: "Simpler, please",
  hint: "Based on your words and your level. Names, numbers and particles don't count.",
  times: (amount: string) => `×${amount}`,
  markKnown: (word: string) => `Mark “${word}” as known`,
  more: (words: number) => (words === 1 ? "Show 1 more word" : `Show ${words} more words`),
};
export type KnownStrings = Shape<typeof known>;
