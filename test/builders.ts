import type { Word } from "#shared/card.ts";

/** A noun that a model gave and the dictionary agrees with, at the beginning of its text; `change` says what is otherwise. */
export const buildWord = (surface: string, change: Partial<Word> = {}): Word => ({
  surface,
  start: 0,
  end: surface.length,
  reading: "",
  partOfSpeech: "noun",
  meaning: "",
  from: "model",
  verdict: "agrees",
  candidates: [],
  ...change,
});

/** The word that stands at this place of a text. */
export const buildWordAt = (text: string, start: number, end: number, change: Partial<Word> = {}): Word =>
  buildWord(text.slice(start, end), { start, end, ...change });

/** A word as the analyser gives it, before any model. */
export const found = { from: "analyser", verdict: "unchecked" } as const;
