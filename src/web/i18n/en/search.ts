import type { Shape } from "#web/i18n/shape.ts";

/** The strings of the search. */
export const search = {
  title: "Search",
  label: "Search chats and cards",
  hint: "Search all your chats: by text, by reading (きのう, zuótiān) or by meaning.",
  found: (count: number, hasMore: boolean) =>
    hasMore ? `More than ${count} results` : count === 1 ? "1 result" : `${count} results`,
  nothing: (text: string) => `Nothing found for “${text}”. Try another word, or fewer letters.`,
  searching: "Searching…",
  failed: "Couldn't search your chats.",
  indexing: "Older messages are still being prepared for search.",
  you: "You",
  tutor: "Tutor",
  card: "Card",
  keys: "↑ ↓ to choose, ↵ to open",
};
export type SearchStrings = Shape<typeof search>;
