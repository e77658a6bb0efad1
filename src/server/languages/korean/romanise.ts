import { splitSyllable } from "#shared/languages/jamo.ts";
import { finalLetters, initialLetters, vowelLetters } from "#shared/languages/romanise-korean.ts";

/**
 * A form in which a pronunciation in Hangul and one in Latin letters (Revised Romanisation) can be compared: 가치 and `gachi` → `kachi`. Tense
 * and plain sounds are one, because the romanisation does not write the sounds that become tense.
 */
export function romanise(text: string): string {
  const latin = Array.from(text, (letter) => {
    if (!/[가-힣]/.test(letter)) return letter.toLowerCase();
    const { initial, vowel, final } = splitSyllable(letter);
    return (initialLetters[initial] ?? "") + vowelLetters[vowel]! + (finalLetters[final] ?? final);
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
