import { languages } from "#shared/languages/index.ts";
import type { LanguageDescriptor, LearningLanguage } from "#shared/languages/types.ts";

/** A shorter overlap can be chance, because many sentences begin and end alike. */
const shortestOverlap = 3;

/**
 * Cleans the texts that a model read: each appears once, on one line, and has a letter of the learning language. `overlaps`: the
 * model read the left and the right part of one frame, so a line that crosses both is joined.
 */
export function tidyTexts(read: readonly string[], language: LearningLanguage, overlaps: boolean): string[] {
  const descriptor = languages[language];
  const lines = read.map((text) => joinLines(text, descriptor)).filter((text) => descriptor.script.test(text));
  const keys = lines.map(toKey);
  const once = lines.filter((_, index) => keys.indexOf(keys[index]!) === index);
  return overlaps ? once.reduce<string[]>(addPart, []) : once;
}

/** Joins lines: `昨日友達と\n映画を見た → 昨日友達と映画を見た`, with a space in scripts that use spaces: `같이\n가요 → 같이 가요`. */
function joinLines(text: string, { script, wordSeparator }: LanguageDescriptor): string {
  const spaced = wordSeparator === "" ? String.raw`\p{sc=Latin}` : String.raw`(?:${script.source}|\p{sc=Latin})`;
  const breaks = new RegExp(String.raw`(${spaced}|\p{P})\s*\n\s*(?=${spaced})`, "gu");
  return text
    .normalize("NFC")
    .trim()
    .replace(breaks, "$1 ")
    .replace(/\s*\n\s*/g, "");
}

/** Texts that differ only in punctuation or spaces have the same key. */
const toKey = (line: string) => line.normalize("NFKC").replace(/[\s\p{P}]/gu, "") || line;

/** `昨日友達と映画を + 映画を見に行った → 昨日友達と映画を見に行った` */
function addPart(lines: string[], part: string): string[] {
  const index = lines.findIndex((line) => overlapOf(line, part) > 0);
  if (index < 0) return [...lines, part];
  const line = lines[index]!;
  return lines.with(index, line + part.slice(overlapOf(line, part)));
}

/** The length of the longest end of `line` that `part` starts with; 0 if it is too short. */
function overlapOf(line: string, part: string): number {
  for (let length = Math.min(line.length, part.length); length >= shortestOverlap; length--)
    if (line.endsWith(part.slice(0, length))) return length;
  return 0;
}
