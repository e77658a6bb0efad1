/** `new`: saved and not reviewed yet. `learning`: in review. `ignored`: names and noise that no text counts. */
export const wordStatuses = ["new", "learning", "known", "ignored"] as const;
export type WordStatus = (typeof wordStatuses)[number];

/** `sentence`: a whole sentence; its `lemma` is the sentence. `correction`: what the learner wrote (`wrong`), and what is right (`lemma`). */
export const wordKinds = ["word", "sentence", "correction"] as const;
export type WordKind = (typeof wordKinds)[number];

/** Where a saved word stood. Its `ref` is the id of the message, the frame or the moment; a `text` has no id. */
export const placeKinds = ["message", "reply", "frame", "moment", "text"] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** How sure the reading was when the word was saved. The first two need no second look. */
export const savedVerdicts = ["agreed", "settled", "open", "guess", "conflict"] as const;
export type SavedVerdict = (typeof savedVerdicts)[number];

export const wordSorts = ["newest", "oldest", "changed", "lemma", "reading", "status"] as const;
export type WordSort = (typeof wordSorts)[number];

/** The longest lemma: a sentence or a correction is one, too. */
export const longestLemma = 2_000;
export const longestNotes = 10_000;

/** The most words that one request can name. */
export const mostIds = 20_000;
