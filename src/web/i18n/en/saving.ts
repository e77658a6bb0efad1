import type { Shape } from "#web/i18n/shape.ts";

/** Saving words, and their statuses. */
export const saving = {
  save: "Save",
  saved: "Saved",
  sentence: "Save sentence",
  correction: "Save as a card",
  saveWord: (word: string) => `Save “${word}”`,
  status: "Status",
  statuses: { new: "New", learning: "Learning", known: "Known", ignored: "Ignored" },
  savedWord: (word: string) => `Saved “${word}”`,
  added: (word: string) => `Added this sentence to “${word}”`,
  already: (word: string) => `“${word}” is already saved with this sentence`,
  marked: (word: string, status: string) => `“${word}”: ${status}`,
  unmarked: (word: string) => `“${word}” has no status now`,
  undo: "Undo",
  failed: (word: string) => `Couldn't save “${word}”. Try again.`,
};
export type SavingStrings = Shape<typeof saving>;
