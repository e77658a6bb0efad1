/**
 * The standard pronunciation rules (표준 발음법) for the place where two syllables meet, as tables.
 * A row reads: a final of `final` before an initial of `initial` becomes `to`: the new final, a bar, the new initial.
 * `_` is "none"; `=` keeps the initial as it is. Rows are tried from the top; each step uses the first row that fits.
 * `article` is the number in the standard, and each example there is a test.
 */
export type Row = {
  article: string;
  final: string;
  initial: string;
  to: string;
  /** Only before these vowels. */
  vowel?: string;
  /** Only at the end of a verb or adjective stem. */
  stem?: true;
};

/** Article 17: ㄷ and ㅌ before 이, and ㄷ before 히, in a particle or suffix. 여 is 이 + 어. */
export const palatal: readonly Row[] = [
  { article: "17", final: "ㄷ", initial: "ㅇ", vowel: "ㅣㅕ", to: "_|ㅈ" },
  { article: "17", final: "ㅌ", initial: "ㅇ", vowel: "ㅣㅕ", to: "_|ㅊ" },
  { article: "17", final: "ㄾ", initial: "ㅇ", vowel: "ㅣㅕ", to: "ㄹ|ㅊ" },
  { article: "17", final: "ㄷ", initial: "ㅎ", vowel: "ㅣㅕ", to: "_|ㅊ" },
  { article: "17", final: "ㅌ", initial: "ㅎ", vowel: "ㅣㅕ", to: "_|ㅊ" },
];

/** Article 12: ㅎ with its neighbour. */
export const breath: readonly Row[] = [
  ...["ㅎ", "ㄶ", "ㅀ"].flatMap((final): Row[] => {
    const left = { ㅎ: "_", ㄶ: "ㄴ", ㅀ: "ㄹ" }[final] ?? "_";
    return [
      { article: "12.1", final, initial: "ㄱ", to: `${left}|ㅋ` },
      { article: "12.1", final, initial: "ㄷ", to: `${left}|ㅌ` },
      { article: "12.1", final, initial: "ㅈ", to: `${left}|ㅊ` },
      { article: "12.2", final, initial: "ㅅ", to: `${left}|ㅆ` },
      { article: "12.4", final, initial: "ㅇ", to: final === "ㅎ" ? "_|ㅇ" : `_|${left}` },
    ];
  }),
  { article: "12.3", final: "ㅎ", initial: "ㄴ", to: "ㄴ|ㄴ" },
  { article: "12.3", final: "ㄶ", initial: "ㄴ", to: "ㄴ|ㄴ" },
  { article: "12.3", final: "ㅀ", initial: "ㄴ", to: "ㄹ|ㄹ" },
  { article: "12.1 note", final: "ㄱㄲㅋ", initial: "ㅎ", to: "_|ㅋ" },
  { article: "12.1 note", final: "ㄺ", initial: "ㅎ", to: "ㄹ|ㅋ" },
  { article: "12.1 note", final: "ㄳ", initial: "ㅎ", to: "_|ㅋ" },
  { article: "12.1 note", final: "ㄷㅅㅆㅌ", initial: "ㅎ", to: "_|ㅌ" },
  { article: "12.1 note", final: "ㅂㅍ", initial: "ㅎ", to: "_|ㅍ" },
  { article: "12.1 note", final: "ㄼ", initial: "ㅎ", to: "ㄹ|ㅍ" },
  { article: "12.1 note", final: "ㅈㅊ", initial: "ㅎ", to: "_|ㅊ" },
  { article: "12.1 note", final: "ㄵ", initial: "ㅎ", to: "ㄴ|ㅊ" },
];

/** Articles 13 and 14: a final moves to an empty initial; of a double final the second letter moves, and ㅅ becomes tense. */
export const liaison: readonly Row[] = [
  { article: "14", final: "ㄳ", initial: "ㅇ", to: "ㄱ|ㅆ" },
  { article: "14", final: "ㄵ", initial: "ㅇ", to: "ㄴ|ㅈ" },
  { article: "14", final: "ㄺ", initial: "ㅇ", to: "ㄹ|ㄱ" },
  { article: "14", final: "ㄻ", initial: "ㅇ", to: "ㄹ|ㅁ" },
  { article: "14", final: "ㄼ", initial: "ㅇ", to: "ㄹ|ㅂ" },
  { article: "14", final: "ㄽ", initial: "ㅇ", to: "ㄹ|ㅆ" },
  { article: "14", final: "ㄾ", initial: "ㅇ", to: "ㄹ|ㅌ" },
  { article: "14", final: "ㄿ", initial: "ㅇ", to: "ㄹ|ㅍ" },
  { article: "14", final: "ㅄ", initial: "ㅇ", to: "ㅂ|ㅆ" },
  ...Array.from("ㄱㄲㄴㄷㄹㅁㅂㅅㅆㅈㅊㅋㅌㅍ").map((final): Row => ({
    article: "13",
    final,
    initial: "ㅇ",
    to: `_|${final}`,
  })),
];

/** Articles 23 to 25: a plain initial becomes tense. Its final is reduced by the next step. */
export const tense: readonly Row[] = [
  { article: "23", final: "ㄱㄲㅋㄳㄺㄷㅅㅆㅈㅊㅌㅂㅍㄿㅄ", initial: "ㄱㄷㅂㅅㅈ", to: "=|tense" },
  { article: "24", final: "ㄵ", initial: "ㄱㄷㅅㅈ", to: "=|tense" },
  { article: "24", final: "ㄴㅁㄻ", initial: "ㄱㄷㅅㅈ", to: "=|tense", stem: true },
  { article: "25", final: "ㄼㄾ", initial: "ㄱㄷㅅㅈ", to: "=|tense", stem: true },
];
export const tenseOf: Readonly<Record<string, string>> = { ㄱ: "ㄲ", ㄷ: "ㄸ", ㅂ: "ㅃ", ㅅ: "ㅆ", ㅈ: "ㅉ" };

/** Articles 8 to 11: the seven finals that are spoken. ㄺ stays ㄹ at the end of a stem before ㄱ (맑게). */
export const spokenFinals: Readonly<Record<string, string>> = {
  ㄲ: "ㄱ",
  ㅋ: "ㄱ",
  ㄳ: "ㄱ",
  ㄺ: "ㄱ",
  ㅅ: "ㄷ",
  ㅆ: "ㄷ",
  ㅈ: "ㄷ",
  ㅊ: "ㄷ",
  ㅌ: "ㄷ",
  ㅎ: "ㄷ",
  ㅍ: "ㅂ",
  ㄿ: "ㅂ",
  ㅄ: "ㅂ",
  ㄵ: "ㄴ",
  ㄶ: "ㄴ",
  ㄼ: "ㄹ",
  ㄽ: "ㄹ",
  ㄾ: "ㄹ",
  ㅀ: "ㄹ",
  ㄻ: "ㅁ",
};

/** Articles 18 to 20: spoken finals before nasals and ㄹ. */
export const nasal: readonly Row[] = [
  { article: "18", final: "ㄱ", initial: "ㄴㅁ", to: "ㅇ|=" },
  { article: "18", final: "ㄷ", initial: "ㄴㅁ", to: "ㄴ|=" },
  { article: "18", final: "ㅂ", initial: "ㄴㅁ", to: "ㅁ|=" },
  { article: "19", final: "ㅁ", initial: "ㄹ", to: "ㅁ|ㄴ" },
  { article: "19", final: "ㅇ", initial: "ㄹ", to: "ㅇ|ㄴ" },
  { article: "19 note", final: "ㄱ", initial: "ㄹ", to: "ㅇ|ㄴ" },
  { article: "19 note", final: "ㅂ", initial: "ㄹ", to: "ㅁ|ㄴ" },
  { article: "19 note", final: "ㄷ", initial: "ㄹ", to: "ㄴ|ㄴ" },
  { article: "20", final: "ㄴ", initial: "ㄹ", to: "ㄹ|ㄹ" },
  { article: "20", final: "ㄹ", initial: "ㄴ", to: "ㄹ|ㄹ" },
];
