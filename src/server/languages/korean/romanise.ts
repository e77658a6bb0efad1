import { splitSyllable } from "./jamo.ts";

const initials: Record<string, string> = {
  ㄱ: "g",
  ㄲ: "k",
  ㄴ: "n",
  ㄷ: "d",
  ㄸ: "t",
  ㄹ: "r",
  ㅁ: "m",
  ㅂ: "b",
  ㅃ: "p",
  ㅅ: "s",
  ㅆ: "s",
  ㅇ: "",
  ㅈ: "j",
  ㅉ: "j",
  ㅊ: "ch",
  ㅋ: "k",
  ㅌ: "t",
  ㅍ: "p",
  ㅎ: "h",
};
const vowels: Record<string, string> = {
  ㅏ: "a",
  ㅐ: "ae",
  ㅑ: "ya",
  ㅒ: "yae",
  ㅓ: "eo",
  ㅔ: "e",
  ㅕ: "yeo",
  ㅖ: "ye",
  ㅗ: "o",
  ㅘ: "wa",
  ㅙ: "wae",
  ㅚ: "oe",
  ㅛ: "yo",
  ㅜ: "u",
  ㅝ: "wo",
  ㅞ: "we",
  ㅟ: "wi",
  ㅠ: "yu",
  ㅡ: "eu",
  ㅢ: "ui",
  ㅣ: "i",
};
const finals: Record<string, string> = { "": "", ㄱ: "k", ㄴ: "n", ㄷ: "t", ㄹ: "l", ㅁ: "m", ㅂ: "p", ㅇ: "ng" };

/**
 * A form in which a pronunciation in Hangul and one in Latin letters (Revised Romanisation) can be compared: 가치 and `gachi` → `kachi`. Tense
 * and plain sounds are one, because the romanisation does not write the sounds that become tense.
 */
export function romanise(text: string): string {
  const latin = Array.from(text, (letter) => {
    if (!/[가-힣]/.test(letter)) return letter.toLowerCase();
    const { initial, vowel, final } = splitSyllable(letter);
    return initials[initial]! + vowels[vowel]! + (finals[final] ?? final);
  }).join("");
  return latin
    .replace(/[^a-z]/g, "")
    .replace(/g(?!$)/g, "k")
    .replace(/nk(?=[^aeiouyw]|$)/g, "ng")
    .replaceAll("d", "t")
    .replaceAll("b", "p")
    .replaceAll("r", "l")
    .replace(/([kptsjl])\1+/g, "$1");
}
