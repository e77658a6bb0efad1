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

/** Piece by piece, with the spaces between: the sounds that meet across a space are not changed. */
function pronounce(surface: string): string | null {
  if (!/[가-힣]/.test(surface)) return null;
  return surface.normalize("NFC").replace(/[가-힣]+/g, pronounceWord);
}

/** es-hangul makes every consonant tense after ㄴ and ㅁ, which is true of verbs only: 친구 is no [친꾸]. */
function pronounceWord(word: string): string {
  const tense = Array.from(standardizePronunciation(word));
  const plain = Array.from(standardizePronunciation(word, { hardConversion: false }));
  return tense
    .map((syllable, index) => (endsInNasal(word[index - 1]) ? (plain[index] ?? syllable) : syllable))
    .join("");
}

/** 28 endings to a vowel in Unicode's order of syllables; ㄴ is the fourth, ㅁ the sixteenth. */
function endsInNasal(syllable: string | undefined): boolean {
  if (syllable === undefined) return false;
  const ending = (syllable.charCodeAt(0) - 0xac00) % 28;
  return ending === 4 || ending === 16;
}

/** After ㅈ, ㅉ and ㅊ a ㅕ is said ㅓ (standard pronunciation, rule 5), and few write it so: 가져가는 [가저가는]. */
function foldGlides(text: string): string {
  return text
    .normalize("NFD")
    .replace(/([ᄌᄍᄎ])ᅧ/g, "$1ᅥ")
    .normalize("NFC");
}
