import type { Word } from "#shared/card.ts";
import type { Dictionaries } from "#server/dictionaries/types.ts";
import type { ReadingCheck } from "./types.ts";

/** What an analyser may read: the dictionaries, and the folder that `scripts/build-data.ts` fills. */
export type LanguageData = { dictionaries: Dictionaries; dataDir: string };

export type ReadingSpan = { start: number; end: number; reading: string };

/** The analyser of one language, in the worker, with its dictionary loaded. */
export type LanguageAnalyser = {
  analyse(text: string): Word[];
  check(text: string, span: ReadingSpan): ReadingCheck;
};

/** The engine has no reading for this span, so it cannot judge a claim. */
export const unchecked: ReadingCheck = { verdict: "unchecked", candidates: [], state: "none" };

export function toWord(text: string, start: number, end: number, word: Partial<Word>): Word {
  return {
    surface: text.slice(start, end),
    start,
    end,
    reading: "",
    state: "none",
    partOfSpeech: "other",
    meaning: "",
    verdict: "unchecked",
    candidates: [],
    ...word,
  };
}

export const unique = <Item>(items: readonly Item[]) => [...new Set(items)];

/** Joins one reading of each piece in all ways, at most `limit`: `[[に], [ほん, っぽん]] → にほん, にっぽん`. */
export const joinInAllWays = (pieces: readonly (readonly string[])[], limit: number): string[] =>
  pieces.reduce<string[]>(
    (starts, readings) => starts.flatMap((start) => readings.map((reading) => start + reading)).slice(0, limit),
    [""],
  );
