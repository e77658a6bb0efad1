import type { Conversation } from "#shared/chat.ts";
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

/** A conversation of the list with a title by the model. `change` replaces fields. */
export const buildConversation = (id: string, change: Partial<Conversation> = {}): Conversation => ({
  id,
  title: "題",
  titled: true,
  pinned: false,
  language: "ja",
  lastTask: null,
  activity: 1,
  createdAt: 0,
  updatedAt: 0,
  live: null,
  ...change,
});
