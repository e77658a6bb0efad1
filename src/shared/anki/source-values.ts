/** How well Anki says a note is known. `known`: it comes back after 21 days or more; `suspended`: it does not come back and was never learnt. */
export const noteStates = ["new", "learning", "known", "suspended"] as const;
export type NoteState = (typeof noteStates)[number];

/** Encodings of tables from spreadsheets, as browsers name them. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr"] as const;
export type Encoding = (typeof encodings)[number];

/** Columns of a group that can be chosen. Further ones are left out: a line of a million commas is no word list. */
export const mostColumns = 501;
