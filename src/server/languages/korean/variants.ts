import { joinSyllable, splitSyllable } from "#shared/languages/jamo.ts";
import type { Piece } from "./pieces.ts";

/**
 * Other pronunciations that the standard allows, as the part of each piece. Article 5: 의 inside a word is also [이], the particle 의 also
 * [에], ㅖ after a consonant also [ㅔ]. Article 15: 맛있다 is [마싣따] and [마딛따].
 */
export function allowVariants(
  plain: readonly string[],
  spelled: readonly string[],
  pieces: readonly Piece[],
): string[][] {
  const ways: string[][] = [];
  plain.forEach((part, at) => {
    const letters = Array.from(part);
    const put = (index: number, vowel: string) =>
      ways.push(plain.with(at, letters.with(index, withVowel(letters[index]!, vowel)).join("")));
    letters.forEach((letter, index) => {
      if (!/[가-힣]/.test(letter)) return;
      const { initial, vowel } = splitSyllable(letter);
      const isParticle = pieces[at]?.partOfSpeech === "particle";
      if (vowel === "ㅢ" && isParticle) put(index, "ㅔ");
      else if (vowel === "ㅢ" && index > 0) put(index, "ㅣ");
      if (vowel === "ㅖ" && initial !== "ㅇ" && initial !== "ㄹ") put(index, "ㅔ");
      if (index > 0 && /[맛멋]/.test(spelled[at]?.[index - 1] ?? "") && spelled[at]?.[index] === "있")
        ways.push(
          plain.with(at, letters.with(index, joinSyllable({ ...splitSyllable(letter), initial: "ㄷ" })).join("")),
        );
    });
  });
  return ways;
}

const withVowel = (letter: string, vowel: string) => joinSyllable({ ...splitSyllable(letter), vowel });
