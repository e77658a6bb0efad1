import type { LanguageDescriptor } from "./types.ts";

export const japanese: LanguageDescriptor = {
  code: "ja",
  name: "日本語",
  englishName: "Japanese",
  script: /[\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Han}ー々〆]/u,
  readingIn: "hiragana",
  examples: [
    "昨日友達と映画を見に行きました",
    "日本に行きたいです。",
    "雨が降りそうだから、傘を持って行ったほうがいいよ。",
  ],
  normaliseReading: (reading) => toHiragana(reading.normalize("NFKC")).replace(/[\s・]/g, ""),
};

/** `キノウ → きのう`; ー and everything else stays. */
export function toHiragana(text: string): string {
  return text.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}
