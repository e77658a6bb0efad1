/** What can go into a field of a note. */
export const noteSources = [
  "Word",
  "Reading",
  "Furigana",
  "Meaning",
  "Sentence",
  "SentenceFurigana",
  "Translation",
  "Note",
  "Picture",
  "Audio",
  "Source",
  "Verdict",
  "MoreSentences",
  "Language",
] as const;
export type NoteSource = (typeof noteSources)[number];

/**
 * What became of a word. `duplicate`: Anki has a note with this word; `sending`: it follows in a moment; `waiting`: Anki is not open; `no_profile`: it is, and asks for a
 * profile; `gone`: the word was deleted.
 */
export const noteOutcomes = [
  "added",
  "updated",
  "duplicate",
  "sending",
  "waiting",
  "no_profile",
  "failed",
  "gone",
] as const;
export type NoteOutcome = (typeof noteOutcomes)[number];

export const ownNoteType = "Blossom";
