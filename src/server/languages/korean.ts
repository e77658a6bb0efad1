import { standardizePronunciation } from "es-hangul";
import { isReadingShape } from "#shared/languages/reading-shape.ts";
import { korean } from "#shared/languages/korean.ts";
import { conflict, type LanguageAnalyser, letterRuns, toWord, unchecked } from "./language-analyser.ts";
import type { ReadingCheck } from "./types.ts";

/** Splits words at spaces and reads each by the rules of standard pronunciation. */
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
  // no claim was made about a word whose pronunciation differs from its spelling
  if (reading === "") return { verdict: "unchecked", candidates };
  return { verdict: soundsAlike(given, known) ? "possible" : "conflict", candidates };
}

/**
 * The rules are not a dictionary. They miss an inserted ㄴ (꽃잎이 [꼰니피]), tense consonants (한자 [한짜]), liaison across words
 * (옷 안 [오단]) and variants that the standard allows (나의 [나에]). A difference that none of these explains is an error:
 * 좋아해요 [조하해요], 같이 [가티].
 */
function soundsAlike(given: string, known: string): boolean {
  const [one, other] = [syllables(given), syllables(known)];
  return (
    one.length === other.length &&
    one.every(({ vowel, initial }, index) => vowel === other[index]?.vowel && canBeBoth(initial, other[index].initial))
  );
}

/** `까의 → ㄱㅏ ㅇㅔ`: consonants without tension, equal-sounding vowels as one, final consonants left out. */
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

/** Reads each piece between spaces on its own; sounds do not change across a space. */
function pronounce(surface: string): string | null {
  if (!/[가-힣]/.test(surface)) return null;
  return surface.normalize("NFC").replace(/[가-힣]+/g, pronounceWord);
}

/** es-hangul makes every consonant tense after ㄴ and ㅁ. That is right for verbs only: 친구 is not [친꾸]. */
function pronounceWord(word: string): string {
  const tense = Array.from(standardizePronunciation(word));
  const plain = Array.from(standardizePronunciation(word, { hardConversion: false }));
  return tense
    .map((syllable, index) => (endsInNasal(word[index - 1]) ? (plain[index] ?? syllable) : syllable))
    .join("");
}

/** Unicode orders 28 final consonants per vowel; ㄴ is number four, ㅁ number sixteen. */
function endsInNasal(syllable: string | undefined): boolean {
  if (syllable === undefined) return false;
  const ending = (syllable.charCodeAt(0) - 0xac00) % 28;
  return ending === 4 || ending === 16;
}

/** After ㅈ, ㅉ and ㅊ, ㅕ is pronounced ㅓ (standard pronunciation, rule 5): 가져가는 [가저가는]. */
function foldGlides(text: string): string {
  return text
    .normalize("NFD")
    .replace(/([ᄌᄍᄎ])ᅧ/g, "$1ᅥ")
    .normalize("NFC");
}
