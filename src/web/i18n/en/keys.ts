import type { Shape } from "#web/i18n/shape.ts";

/** The dialog of shortcuts. */
export const keys = {
  title: "Keyboard shortcuts",
  close: "Close",
  singleKeys: "Single-letter shortcuts",
  singleKeysHint: "Turn this off if letters trigger shortcuts by accident, for example with speech input.",
  groups: {
    writing: "Writing",
    reading: "Reading",
    popup: "In a word's popup",
    chats: "Chats",
  },
  send: "Explain or reply (same as last time)",
  sendOther: "The other one (reply or explain)",
  newLine: "New line",
  sendAlways: "Send (also from a multi-line message)",
  stop: "Stop the answer",
  focus: "Go to the text field",
  nextSentence: "Next sentence",
  previousSentence: "Previous sentence",
  nextDoubt: "Next uncertain reading",
  words: "In a sentence: next or previous word",
  openWord: "Look up the word, or open the sentence",
  copy: "Copy the sentence",
  explainSelection: "Explain the selected text",
  popupWords: "Next or previous word",
  popupEntries: "Next or previous entry",
  popupActions: "Press the button with this number",
  popupClose: "Close and go back to the sentence",
  newChat: "New chat",
  search: "Search chats",
  chats: "In the list: next or previous chat",
  chatActions: "In the list: rename or delete the chat",
  undo: "Undo a deletion",
  help: "Show these shortcuts",
};
export type KeysStrings = Shape<typeof keys>;
