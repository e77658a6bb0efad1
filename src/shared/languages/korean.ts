import { overWhole } from "./ruby.ts";
import type { LanguageDescriptor } from "./types.ts";

export const korean: LanguageDescriptor = {
  code: "ko",
  name: "한국어",
  englishName: "Korean",
  script: /\p{sc=Hangul}/u,
  readingIn: "Hangul as it is pronounced, and only where that differs from the spelling",
  examples: [
    "같이 영화 보러 갈래요?",
    "저는 주말에 친구를 만났어요.",
    "비가 올 것 같으니까 우산을 가져가는 게 좋겠어요.",
  ],
  normaliseReading: (reading) => reading.normalize("NFC").replace(/[\s[\]]/g, ""),
  canBeReading: (_surface, reading) => /^[\p{sc=Hangul}\p{N}\p{P}]+$/u.test(korean.normaliseReading(reading)),
  looksLikeReading: (cell) => /^\[?[\p{sc=Hangul}\s]+\]?$/u.test(cell),
  toRuby: (surface, reading) => overWhole(surface, reading.trim().replace(/^\[(.*)\]$/, "$1")),
  needsReading: (surface) => /\p{sc=Hangul}/u.test(surface),
  toOwnNotation(reading) {
    const plain = reading.replace(/^\[(.*)\]$/, "$1");
    return /^[a-z\s-]+$/i.test(plain) ? plain.replaceAll("-", "") : plain; // geu-myo-il
  },
  joinReadings: (parts) => parts.map(({ gap, reading }) => (/\s/.test(gap) ? " " : "") + reading).join(""),
  bracketedReading: null,
  wordSeparator: " ",
};
