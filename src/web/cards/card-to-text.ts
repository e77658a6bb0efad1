import type { Card } from "#shared/card.ts";

/** The card as plain text, for a notebook: the sentence, its translation, one word per line. */
export function cardToText({ text, translation, words, notes, leftover }: Card): string {
  const rows = words.map(({ surface, reading, meaning }) => [surface, reading, meaning].join("\t").trimEnd());
  return [[text, translation].filter(Boolean).join("\n"), rows.join("\n"), notes, leftover]
    .filter(Boolean)
    .join("\n\n");
}
