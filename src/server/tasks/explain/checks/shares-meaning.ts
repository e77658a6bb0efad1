import { tableLines } from "#shared/table-lines.ts";
import irregular from "./irregular.txt" with { type: "text" };
import small from "./small-words.txt" with { type: "text" };

const smallWords = new Set(tableLines(small).flatMap((line) => line.split(" ")));
const baseForms = new Map(
  tableLines(irregular).flatMap((line) => {
    const [base = "", ...forms] = line.split(" ");
    return forms.map((form): [string, string] => [form, base]);
  }),
);

/** `stopped` → `stop`, `studied` → `stud`. Both sides are cut in the same way, so the result need not be a word. */
function stem(word: string): string {
  const base = baseForms.get(word) ?? word.replace(/['’]s?$/, "");
  if (base.length <= 3) return base;
  return base
    .replace(/(?:ies|ied|ing|ed|es|s|er|ly|ness|ion)$/, "")
    .replace(/([^aeiou])\1$/, "$1")
    .replace(/[eyi]$/, "");
}

function stems(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z][a-z'’]*/g) ?? [];
  const telling = words.filter((word) => !smallWords.has(word));
  return new Set((telling.length > 0 ? telling : words).map(stem));
}

/** Whether an English meaning shares a word with one of the dictionary's, apart from endings and small words: `went` and `to go`. */
export function sharesMeaning(meaning: string, entries: readonly string[]): boolean {
  const said = stems(meaning);
  return entries.some((entry) => [...stems(entry)].some((each) => said.has(each)));
}

/** These say by themselves what a particle does: `to (the school)`, `as for the cake`. */
const relations = /\b(?:to|for|at|in|on|by|with|from|of|as)\b/g;

/** Whether an English meaning says nothing but what the dictionary's say: `(liked)`, and not `(marks what is liked)` or `to (the school)`. */
export function saysOnly(meaning: string, entries: readonly string[]): boolean {
  const known = new Set(entries.flatMap((entry) => [...stems(entry), ...(entry.match(relations) ?? [])]));
  const said = [...stems(meaning), ...(meaning.toLowerCase().match(relations) ?? [])];
  return said.every((each) => known.has(each));
}
