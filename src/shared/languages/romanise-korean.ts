import { splitSyllable, type Syllable } from "./jamo.ts";
import type { ReadWord } from "./types.ts";

// 국어의 로마자 표기법 (Revised Romanisation), Ministry of Culture and Tourism notice 2000-8. The numbers are those of its sections.

/** 2.2.1 */
export const initialLetters: Readonly<Record<string, string>> = pairs(
  "ㄱ g ㄲ kk ㄴ n ㄷ d ㄸ tt ㄹ r ㅁ m ㅂ b ㅃ pp ㅅ s ㅆ ss ㅈ j ㅉ jj ㅊ ch ㅋ k ㅌ t ㅍ p ㅎ h",
);
/** 2.1.1 and 2.1.2 */
export const vowelLetters: Readonly<Record<string, string>> = pairs(
  "ㅏ a ㅐ ae ㅑ ya ㅒ yae ㅓ eo ㅔ e ㅕ yeo ㅖ ye ㅗ o ㅘ wa ㅙ wae ㅚ oe ㅛ yo ㅜ u ㅝ wo ㅞ we ㅟ wi ㅠ yu ㅡ eu ㅢ ui ㅣ i",
);
/** 2.2.1: before a consonant and at the end. A pronunciation has only these finals. */
export const finalLetters: Readonly<Record<string, string>> = pairs("ㄱ k ㄴ n ㄷ t ㄹ l ㅁ m ㅂ p ㅇ ng");
/** The sounds of the other finals at the end of a word (표준 발음법 9 to 11), for a word whose pronunciation is unknown. */
const spelledFinals: Readonly<Record<string, string>> = pairs(
  "ㄲ k ㅋ k ㄳ k ㄺ k ㅅ t ㅆ t ㅈ t ㅊ t ㅌ t ㅎ t ㄵ n ㄶ n ㄼ l ㄽ l ㄾ l ㅀ l ㄻ m ㅍ p ㅄ p ㄿ p",
);

/** 3.1, note: sounds that become tense are written as they are spelled: 압구정[압꾸정] Apgujeong. */
const tense: Readonly<Record<string, string>> = pairs("ㄱ ㄲ ㄷ ㄸ ㅂ ㅃ ㅅ ㅆ ㅈ ㅉ");
/** Finals of which only the second consonant moves on, and becomes tense there: 없어[업써] eopseo. */
const tenseFinals = new Set(["ㅄ", "ㄳ", "ㄽ"]);
/** 3.1.4: in nouns, ㅎ after ㄱ, ㄷ and ㅂ is kept: 묵호[무코] Mukho. The sounds that they become together. */
const aspirated: Readonly<Record<string, string>> = pairs("ㅋ k ㅌ t ㅍ p");
const nouns = new Set(["noun", "name", "pronoun", "numeral", "counter"]);

/** A word in Revised Romanisation, from its pronunciation: 신라[실라] → Silla, 같이[가치] → gachi. */
export function romaniseKorean({ surface, reading, partOfSpeech, before }: ReadWord): string {
  const said = Array.from(reading.replace(/^\[(.*)\]$/, "$1") || surface);
  const spelled = Array.from(surface);
  const isAligned = said.length === spelled.length;
  let last = toSyllable(Array.from(before?.reading || before?.surface || "").at(-1));
  let lastSpelled = toSyllable(Array.from(before?.surface ?? "").at(-1));
  let latin = "";
  for (const [index, letter] of said.entries()) {
    const now = toSyllable(letter);
    if (now === null) {
      latin += letter;
      last = lastSpelled = null;
      continue;
    }
    const own = isAligned ? toSyllable(spelled[index]) : null;
    const next = isAligned ? toSyllable(spelled[index + 1]) : null;
    latin += initialOf(now, own, { last, lastSpelled, isNoun: nouns.has(partOfSpeech) });
    latin += vowelLetters[vowelOf(now, own)] ?? "";
    latin += isSilent(now, own, next) ? "t" : (finalLetters[now.final] ?? spelledFinals[now.final] ?? "");
    last = now;
    lastSpelled = own;
  }
  if (!/\p{sc=Hangul}/u.test(said.join(""))) return "";
  return partOfSpeech === "name" ? latin.charAt(0).toUpperCase() + latin.slice(1) : latin;
}

type Around = { last: Syllable | null; lastSpelled: Syllable | null; isNoun: boolean };

function initialOf({ initial }: Syllable, own: Syllable | null, { last, lastSpelled, isNoun }: Around): string {
  if (initial === "ㄹ" && last?.final === "ㄹ") return "l";
  if (own && tense[own.initial] === initial) return initialLetters[own.initial] ?? "";
  if (own?.initial === "ㅇ" && initial === "ㅆ" && tenseFinals.has(lastSpelled?.final ?? "")) return "s";
  if (isNoun && own?.initial === "ㅎ" && aspirated[initial] && last?.final === "") return `${aspirated[initial]}h`;
  return initialLetters[initial] ?? "";
}

/** 2.1, note 1: ㅢ is always ui, also where it is said as ㅣ or ㅔ. ㅖ may be said as ㅔ; the spelling counts. */
const vowelOf = ({ vowel }: Syllable, own: Syllable | null) =>
  own && (own.vowel === "ㅢ" || (own.vowel === "ㅖ" && vowel === "ㅔ")) ? own.vowel : vowel;

/** A ㅅ between two nouns may be silent, but is written anyway: 샛별[새뼐] saetbyeol. */
const isSilent = ({ final }: Syllable, own: Syllable | null, next: Syllable | null) =>
  final === "" && own?.final === "ㅅ" && next !== null && next.initial in tense;

const toSyllable = (letter: string | undefined): Syllable | null =>
  letter !== undefined && /^[가-힣]$/.test(letter) ? splitSyllable(letter) : null;

function pairs(table: string): Record<string, string> {
  const cells = table.split(" ");
  return Object.fromEntries(cells.flatMap((cell, at) => (at % 2 === 0 ? [[cell, cells[at + 1] ?? ""]] : [])));
}
