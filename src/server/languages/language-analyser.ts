import type { ReadingOrigin, Word } from "#shared/card.ts";
import type { Dictionaries } from "#server/dictionaries/types.ts";
import type { ReadingCheck } from "./types.ts";

export { letterRuns } from "#shared/normalise/letters.ts";

/** What an analyser may read: the dictionaries, and the folder that `scripts/build-data.ts` fills. */
export type LanguageData = { dictionaries: Dictionaries; dataDir: string };

export type ReadingSpan = { start: number; end: number; reading: string };

/** The analyser of one language, in the worker, with its dictionary loaded. */
export type LanguageAnalyser = {
  analyse(text: string): Word[];
  check(text: string, span: ReadingSpan): ReadingCheck;
};

/** The readings that fit a word, as fields of the word. */
export function readingsFrom(
  origin: ReadingOrigin,
  candidates: string[],
): Pick<Word, "candidates" | "state" | "origin"> {
  if (candidates.length === 0) return { candidates, state: "none" };
  return { candidates, origin, state: origin === "guess" ? "guess" : candidates.length > 1 ? "open" : "known" };
}

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
    from: "analyser",
    verdict: "unchecked",
    candidates: [],
    ...word,
  };
}

export const unique = <Item>(items: readonly Item[]) => [...new Set(items)];
