import type { Card, Word } from "#shared/card.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { shownReading } from "#shared/shown-reading.ts";
import type { Strings } from "#web/i18n/en.ts";

/** The card as plain text, for a notebook: the sentence, its translation, one word per line. A reading in doubt says so. */
export function cardToText({ text, translation, words, notes, leftover, language }: Card, t: Strings["card"]): string {
  const rows = words.map((word) => {
    const meaning = word.meaning || (word.dictionaryMeanings ?? []).join("; ");
    return [withoutBrackets(word.surface, language), readingWithDoubt(word, language, t), meaning].join("\t").trimEnd();
  });
  return [[text, translation].filter(Boolean).join("\n"), rows.join("\n"), notes, leftover]
    .filter(Boolean)
    .join("\n\n");
}

function readingWithDoubt(word: Word, language: LearningLanguage, t: Strings["card"]): string {
  const { reading, mark, others } = shownReading(word, language);
  const shown = reading || (mark === "none" ? "" : word.surface);
  switch (mark) {
    case "none":
    case "missing":
      return reading;
    case "open":
      return `${shown} (${t.marks.open}: ${others.join(t.listSeparator)})`;
    case "possible":
    case "conflict":
      return `${shown} (${t.marks[mark]}: ${word.claim})`;
    case "guess":
    case "model":
      return `${shown} (${t.marks[mark]})`;
  }
}
