import type { Verdict, Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

/** What the engine knows of a span's reading, and how a claim compares with it. */
export type ReadingCheck = Pick<Word, "candidates" | "state" | "origin"> & { verdict: Verdict };

/**
 * The dictionary side of the app. It runs in a worker that starts with the first question, because loading a dictionary takes half a
 * second and must not block other requests.
 */
export type Analyser = {
  /** The words of a text in order, with spans and without meanings. White space and punctuation belong to no word. */
  analyse(text: string, language: LearningLanguage): Promise<Word[]>;
  /** The words of many short texts, each on its own. Much faster than one request for each. */
  analyseLines(texts: readonly string[], language: LearningLanguage): Promise<Word[][]>;
  /** Compares a claimed reading of `text.slice(start, end)` with the dictionary. */
  check(
    text: string,
    language: LearningLanguage,
    word: { start: number; end: number; reading: string },
  ): Promise<ReadingCheck>;
  /** Uses the dictionaries that are enabled now from the next request on. Running requests still end with the old ones. */
  reload(): void;
  /** Whether a bundled dictionary of the language was missing or damaged when its words were last asked for: then meanings and readings may be missing. */
  isIncomplete(language: LearningLanguage): boolean;
  /** The version of the analysers and the dictionaries in use. */
  engine(): string;
  close(): void;
};
