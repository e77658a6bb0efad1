import { standardizePronunciation } from "es-hangul";
import { isReadingShape } from "#shared/languages/reading-shape.ts";
import { korean } from "#shared/languages/korean.ts";
import { conflict, type LanguageAnalyser, letterRuns, toWord, unchecked } from "./language-analyser.ts";
import type { ReadingCheck } from "./types.ts";

/** Words are what stands between spaces; readings are the rules of standard pronunciation, within a word. */
export function createKorean(): LanguageAnalyser {
  return {
    analyse: (text) =>
      letterRuns(text).map(({ start, end }) => {
        const surface = text.slice(start, end);
        const said = pronounce(surface);
        if (!said) return toWord(text, start, end, {});
        return toWord(text, start, end, { reading: said === surface ? "" : said, candidates: [said] });
      }),
    check: (text, { start, end, reading }) => checkReading(text.slice(start, end), reading),
  };
}

function checkReading(surface: string, reading: string): ReadingCheck {
  const said = pronounce(surface);
  if (!said) return unchecked;
  const candidates = [said];
  const given = foldGlides(korean.normaliseReading(reading || surface));
  if (!isReadingShape(surface, given, "ko")) return conflict(candidates);
  const known = foldGlides(korean.normaliseReading(said));
  if (given === known) return { verdict: "agrees", candidates };
  // no reading given for a word that is said otherwise than it is spelled: nothing wrong was claimed
  if (reading === "") return { verdict: "unchecked", candidates };
  return { verdict: soundsAlike(given, known) ? "possible" : "conflict", candidates };
}

/**
 * The rules are not a dictionary: they miss inserted ㄴ (꽃잎이 [꼰니피]), tense consonants (한자 [한짜]), liaison across words
 * (옷 안 [오단]) and what the standard leaves open (나의 [나에]). Where no such thing explains the difference, somebody erred:
 * 좋아해요 [조하해요], 같이 [가티].
 */
function soundsAlike(given: string, known: string): boolean {
  const [one, other] = [syllables(given), syllables(known)];
  return (
    one.length === other.length &&
    one.every(({ vowel, initial }, index) => vowel === other[index]?.vowel && canBeBoth(initial, other[index].initial))
  );
}

/** `까의 → ㄱㅏ ㅇㅔ`: consonants without tension, vowels that are said alike as one; endings are left out. */
function syllables(text: string): { initial: string; vowel: string }[] {
  const all = text.normalize("NFD").matchAll(/([ᄀ-ᄒ])([ᅡ-ᅵ])/g);
  return Array.from(all, ([, initial = "", vowel = ""]) => ({
    initial: likeInitials[initial] ?? initial,
    vowel: likeVowels[vowel] ?? vowel,
  }));
}
const likeInitials: Record<string, string> = { ᄁ: "ᄀ", ᄄ: "ᄃ", ᄈ: "ᄇ", ᄊ: "ᄉ", ᄍ: "ᄌ" };
const likeVowels: Record<string, string> = { ᅴ: "ᅦ", ᅵ: "ᅦ", ᅨ: "ᅦ", ᅢ: "ᅦ", ᅤ: "ᅦ", ᅧ: "ᅥ" };

function canBeBoth(one: string, other: string): boolean {
  const pair = one < other ? one + other : other + one;
  return one === other || /[ᄂᄅ]/.test(pair) || pair === "ᄃᄉ" || pair === "ᄃᄋ";
}
