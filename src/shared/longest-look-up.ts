/** Longer than any word of a dictionary. A text can have a longer one: ラララ… */
export const longestLookUp = 100;
