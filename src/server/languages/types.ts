import type { Verdict, Word } from "#shared/card.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";

export type ReadingCheck = { verdict: Verdict; candidates: string[] };

/**
 * The dictionary side of the app. It runs in a worker that starts when it is first needed:
 * loading a dictionary takes half a second, and no request waits behind it.
 */
export type Analyser = {
  /** The words of a text in order, with spans. White space and punctuation are in no word. `from: "analyser"`, no meanings. */
  analyse(text: string, language: LearningLanguage): Promise<Word[]>;
  /** What the dictionary says of a reading somebody gives for `text.slice(start, end)`. */
  check(
    text: string,
    language: LearningLanguage,
    word: { start: number; end: number; reading: string },
  ): Promise<ReadingCheck>;
  close(): void;
};
