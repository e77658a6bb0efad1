import type { Shape } from "#web/i18n/shape.ts";

/** The strings of the bin. */
export const bin = {
  lead: (days: number) => `Deleted chats stay here for ${days} days. You can restore them until then.`,
  none: "The bin is empty.",
  noList: "Couldn't load the bin.",
  goes: (when: string) => `Deleted for good ${when}`,
  restore: "Restore",
  restoreOf: (title: string) => `Restore “${title}”`,
  restored: (title: string) => `“${title}” restored`,
  purge: "Delete now",
  purgeOf: (title: string) => `Delete “${title}” now`,
  purgeSure: (title: string) => `Delete “${title}” for good?`,
  empty: "Empty bin",
  emptySure: "Delete everything in the bin for good?",
  noUndo: "Messages, answers, cards and pictures are deleted from this computer. You can't undo this.",
  confirm: "Delete for good",
  cancel: "Cancel",
};
export type BinStrings = Shape<typeof bin>;
