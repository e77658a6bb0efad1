import type { Shape } from "#web/i18n/shape.ts";

/** The strings of the search. */
export const search = {
  title: "Search",
  label: "Search chats, cards and words",
  hint: "Search everything: by text, by reading (きのう, zuótiān) or by meaning.",
  found: (count: number, hasMore: boolean) =>
    hasMore ? `More than ${count} results` : count === 1 ? "1 result" : `${count} results`,
  nothing: (text: string) => `Nothing found for “${text}”. Try another word, or fewer letters.`,
  searching: "Searching…",
  failed: "Couldn't search.",
  indexing: "Older messages are still being prepared for search.",
  you: "You",
  tutor: "Tutor",
  card: "Card",
  where: "Search in",
  scopes: { all: "Everything", chats: "Chats", cards: "Cards", words: "Words" },
  language: "Language",
  allLanguages: "All languages",
  allWords: (count: number) => `Show all ${count} words`,
  keys: "↑ ↓ to choose, ↵ to open",
};
export type SearchStrings = Shape<typeof search>;
