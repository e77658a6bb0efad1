import type { Shape } from "#web/i18n/shape.ts";

/** The form in which a saved word is edited. */
export const wordEdit = {
  title: (word: string) => `Edit “${word}”`,
  meaning: "Meaning",
  meaningHint: "Leave it empty to use the dictionary's meaning.",
  reading: "Reading",
  notes: "Notes",
  save: "Save",
  cancel: "Cancel",
};
export type WordEditStrings = Shape<typeof wordEdit>;
