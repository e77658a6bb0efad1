import { languages } from "./index.ts";
import { splitPinyin } from "./pinyin.ts";
import type { LearningLanguage } from "./types.ts";

/** Is it written in the letters that readings of this language have? `eiga` is none for 映画, `bei3jing1` none for 北京. */
export function isReadingShape(surface: string, reading: string, language: LearningLanguage): boolean {
  const plain = languages[language].normaliseReading(reading);
  switch (language) {
    case "ja":
      return /^[\p{sc=Hiragana}ー]+$/u.test(plain);
    case "ko":
      return /^[\p{sc=Hangul}\p{N}\p{P}]+$/u.test(plain);
    case "zh-Hans":
    case "zh-Hant": {
      const hanzi = surface.match(/\p{sc=Han}/gu)?.length ?? 0;
      return hanzi > 0 && splitPinyin(reading, hanzi) !== null;
    }
  }
}
