/** The encodings of subtitle files, by their name in `TextDecoder`, each with the language that is written in it. Unicode is for every language. */
export const encodings = [
  { name: "utf-8", language: null },
  { name: "utf-16le", language: null },
  { name: "utf-16be", language: null },
  { name: "shift_jis", language: "ja" },
  { name: "euc-jp", language: "ja" },
  { name: "iso-2022-jp", language: "ja" },
  { name: "gb18030", language: "zh-Hans" },
  { name: "big5", language: "zh-Hant" },
  { name: "euc-kr", language: "ko" },
  { name: "windows-1252", language: null },
] as const;

export type Encoding = (typeof encodings)[number]["name"];
