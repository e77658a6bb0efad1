import type { Word } from "#shared/card.ts";
import type { ReadingCheck } from "./types.ts";

export type ReadingSpan = { start: number; end: number; reading: string };

/** The analyser of one language, in the worker, with its dictionary loaded. */
export type LanguageAnalyser = {
  analyse(text: string): Word[];
  check(text: string, span: ReadingSpan): ReadingCheck;
};

export const conflict = (candidates: string[]): ReadingCheck => ({ verdict: "conflict", candidates });
export const unchecked: ReadingCheck = { verdict: "unchecked", candidates: [] };

export function toWord(text: string, start: number, end: number, word: Partial<Word>): Word {
  return {
    surface: text.slice(start, end),
    start,
    end,
    reading: "",
    partOfSpeech: "other",
    meaning: "",
    from: "analyser",
    verdict: "unchecked",
    candidates: [],
    ...word,
  };
}

/** Keeps letters and digits only: `た。😀来 ` → た, 来. */
export function letterRuns(text: string, start = 0, end = text.length): { start: number; end: number }[] {
  return [...text.slice(start, end).matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({ 0: run, index }) => ({
    start: start + index,
    end: start + index + run.length,
  }));
}

export const unique = <Item>(items: readonly Item[]) => [...new Set(items)];
