// The keys of what few pages ask for and every page keeps up to date (`events/apply-changes.ts`), apart from the requests.

/** Everything of the review. The event connection reads it again when a card or a word changes. */
export const allReview = ["review"] as const;

/** What the learner knows of all tracks. It follows the statuses of words, the dictionaries and, in Traditional Chinese, a setting. */
export const allComprehension = ["comprehension"] as const;

export const dictionariesKey = ["dictionaries"] as const;
export const reportsKey = ["llm", "doctor"] as const;

export const videoKeys = {
  list: ["videos"],
  storage: ["videos", "storage"],
  video: (key: string) => ["video", key] as const,
  tracks: (key: string) => ["tracks", key] as const,
  moments: (key: string) => ["moments", key] as const,
} as const;
