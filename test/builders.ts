import type { Word } from "#shared/card.ts";

/** A noun with a known reading, at the beginning of its text. `change` replaces fields. */
export const buildWord = (surface: string, change: Partial<Word> = {}): Word => ({
  surface,
  start: 0,
  end: surface.length,
  reading: "",
  state: "known",
  partOfSpeech: "noun",
  meaning: "",
  verdict: "unchecked",
  candidates: [],
  ...change,
});

/** The word at this span of a text. */
export const buildWordAt = (text: string, start: number, end: number, change: Partial<Word> = {}): Word =>
  buildWord(text.slice(start, end), { start, end, ...change });
