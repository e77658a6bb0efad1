import { languages } from "#shared/languages/index.ts";
import type { LanguageDescriptor, LearningLanguage } from "#shared/languages/types.ts";

/** A shorter overlap can be chance, because many sentences begin and end alike. */
const shortestOverlap = 3;
/** A full page has a hundred. */
const mostTexts = 500;

/**
 * Cleans the texts that a model read: each appears once, on one line, and has a letter of the learning language. `overlaps`: the
 * model read the left and the right part of one frame, so a line that crosses both is joined.
 */
export function tidyTexts(read: readonly string[], language: LearningLanguage, overlaps: boolean): string[] {
  const descriptor = languages[language];
  const once = new Map<string, string>();
  for (const text of read.slice(0, mostTexts)) {
    const line = joinLines(text, descriptor);
    const key = toKey(line);
    if (descriptor.script.test(line) && !once.has(key)) once.set(key, line);
  }
  const lines = [...once.values()];
  return overlaps ? lines.reduce<string[]>(addPart, []) : lines;
}

/** Joins lines: `昨日友達と\n映画を見た → 昨日友達と映画を見た`, with a space in scripts that use spaces: `같이\n가요 → 같이 가요`. */
function joinLines(text: string, { script, wordSeparator }: LanguageDescriptor): string {
  const spaced = wordSeparator === "" ? String.raw`\p{sc=Latin}` : String.raw`(?:${script.source}|\p{sc=Latin})`;
  const end = new RegExp(String.raw`(?:${spaced}|\p{P})$`, "u");
  const beginning = new RegExp(`^${spaced}`, "u");
  const lines = text
    .normalize("NFC")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  // a pattern over the whole text would take its length squared for a run of white space
  const separators = lines.map((line, index) => {
    const next = lines[index + 1];
    return next !== undefined && end.test(line.slice(-2)) && beginning.test(next) ? " " : "";
  });
  return lines.map((line, index) => line + separators[index]).join("");
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

/** The length of the longest end of `line` that `part` starts with; 0 if it is too short. Knuth, Morris and Pratt: in one pass. */
function overlapOf(line: string, part: string): number {
  const shorter = [0];
  const advance = (from: number, character: string) => {
    let length = from;
    while (length > 0 && part[length] !== character) length = shorter[length - 1]!;
    return part[length] === character ? length + 1 : 0;
  };
  for (let index = 1; index < part.length; index += 1) shorter.push(advance(shorter[index - 1]!, part[index]!));
  let length = 0;
  for (const character of line.slice(-part.length).split(""))
    length = advance(length === part.length ? shorter[length - 1]! : length, character);
  return length >= shortestOverlap ? length : 0;
}
