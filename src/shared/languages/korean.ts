import { romaniseKorean } from "./romanise-korean.ts";
import { overWhole } from "./ruby.ts";
import type { LanguageDescriptor } from "./types.ts";

export const korean: LanguageDescriptor = {
  code: "ko",
  name: "한국어",
  englishName: "Korean",
  script: /\p{sc=Hangul}/u,
  sample: { surface: "값", reading: "갑" },
  readingIn: "Hangul as it is pronounced, and only where that differs from the spelling",
  readingFollowsNeighbours: true,
  normaliseReading: (reading) => reading.normalize("NFC").replace(/[\s[\]]/g, ""),
  canBeReading: (_surface, reading) => /^[\p{sc=Hangul}\p{N}\p{P}]+$/u.test(korean.normaliseReading(reading)),
  looksLikeReading: (cell) => /^\[?[\p{sc=Hangul}\s]+\]?$/u.test(cell),
  toRuby: (surface, reading) => overWhole(surface, reading.trim().replace(/^\[(.*)\]$/, "$1")),
  // a pronunciation stands in square brackets, as in the dictionaries of Korea
  toPieces: (word, { romanisation }) => {
    if (romanisation) return overWhole(word.surface, romaniseKorean(word));
    const said = word.reading.trim().replace(/^\[(.*)\]$/, "$1");
    return overWhole(word.surface, said === "" || said === word.surface ? "" : `[${said}]`);
  },
  hasPoliteStyles: true,
  romanisation: "revised",
  knownLevels: { beginner: 1, lower: 2, middle: 3, upper: 4 },
  needsReading: (surface) => /\p{sc=Hangul}/u.test(surface),
  toOwnNotation(reading) {
    const plain = reading.replace(/^\[(.*)\]$/, "$1");
    return /^[a-z\s-]+$/i.test(plain) ? plain.replaceAll("-", "") : plain; // geu-myo-il
  },
  joinReadings: (parts) => parts.map(({ gap, reading }) => (/\s/.test(gap) ? " " : "") + reading).join(""),
  bracketedReading: null,
  wordSeparator: " ",
};
