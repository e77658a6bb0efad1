import type { Card, Word } from "#shared/card.ts";
import { withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { shownReading } from "#shared/shown-reading.ts";
import type { Strings } from "#web/i18n/en.ts";

/** The card as plain text, for a notebook: the sentence, its translation, one word per line, the note. A reading in doubt says so. */
export function cardToText({ text, translation, words, joins, note, language }: Card, t: Strings["card"]): string {
  const rows = words.flatMap((word) => {
    const columns = [withoutBrackets(word.surface, language), readingWithDoubt(word, language, t), meaningOf(word, t)];
    // an expression stands before its first word
    const join = joins.find(({ start }) => start === word.start);
    const heads = join ? [`${text.slice(join.start, join.end)}\t\t${join.meaning}`] : [];
    return [...heads, columns.join("\t").trimEnd()];
  });
  return [[text, translation].filter(Boolean).join("\n"), rows.join("\n"), note].filter(Boolean).join("\n\n");
}

function meaningOf({ meaning, isMeaningBeside, dictionaryMeanings = [] }: Word, t: Strings["card"]): string {
  const fromDictionary = dictionaryMeanings.join("; ");
  if (meaning && isMeaningBeside && fromDictionary)
    return `${t.source.dictionary} ${fromDictionary} / ${t.source.model} ${meaning}`;
  return meaning || fromDictionary;
}

function readingWithDoubt(word: Word, language: LearningLanguage, t: Strings["card"]): string {
  const { reading, mark, others } = shownReading(word, language);
  const shown = reading || (mark === "none" ? "" : word.surface);
  switch (mark) {
    case "none":
      return reading;
    case "missing":
      return `(${t.marks.missing})`;
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
