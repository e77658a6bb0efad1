import { z } from "zod";
import type { Usage } from "./cedict-entries.ts";

/** The text of the files in `statistics/` of the npm package `chinese-lexicon`. */
export type LexiconFiles = { hsk: string; movieWords: string; bookWords: string; syllables: string };

const levelsSchema = z.array(z.array(z.string()));

/** Reads word frequencies (film subtitles and books), HSK levels, and how often a character has each of its readings. */
export function readChineseLexicon({ hsk, movieWords, bookWords, syllables }: LexiconFiles): Omit<
  Usage,
  "preferred"
> & {
  /** The readings of a single character, the most frequent first. */
  syllables(character: string): string[];
} {
  const levels = new Map<string, number>();
  const lists = levelsSchema.parse(JSON.parse(/\[[^;]*\]/.exec(hsk)?.[0] ?? "[]"));
  for (const [index, words] of lists.entries())
    for (const word of words) if (!levels.has(word)) levels.set(word, index + 1);
  const spoken = readCounts(movieWords);
  const written = readCounts(bookWords);
  const heard = new Map<string, Map<string, number>>();
  for (const [, character = "", syllable = "", count] of syllables.matchAll(/"(\p{L})([^"]+)": "(\d+)"/gu)) {
    const known = heard.get(character) ?? new Map<string, number>();
    heard.set(character, known.set(syllable, Number(count)));
  }
  return {
    level: (word) => levels.get(word) ?? null,
    perMillion: (word) => Math.max(spoken(word), written(word)),
    syllables: (character) =>
      [...(heard.get(character) ?? [])].toSorted(([, one], [, other]) => other - one).map(([syllable]) => syllable),
  };
}

/** Lines of word, tab, count. Returns how often a word occurs in a million words. */
function readCounts(source: string): (word: string) => number {
  const counts = new Map<string, number>();
  let total = 0;
  for (const line of source.slice(source.indexOf("`") + 1).split("\n")) {
    const [word = "", figure] = line.split("\t", 2);
    const count = Number.parseInt(figure ?? "", 10);
    if (Number.isNaN(count)) continue;
    counts.set(word, count);
    total += count;
  }
  return (word) => ((counts.get(word) ?? 0) / total) * 1e6;
}
