/** A Hangul syllable as letters: `값 → ㄱ ㅏ ㅄ`. `final` is empty in an open syllable. */
export type Syllable = { initial: string; vowel: string; final: string };

const initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const vowels = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const finals = ["", ...Array.from("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")];
const first = 0xac00;

/** The letters of one whole Hangul syllable (`가` to `힣`, NFC). */
export function splitSyllable(letter: string): Syllable {
  const code = letter.charCodeAt(0) - first;
  return {
    initial: initials[Math.floor(code / 588)] ?? "",
    vowel: vowels[Math.floor((code % 588) / 28)] ?? "",
    final: finals[code % 28] ?? "",
  };
}

/** The syllables of a text that has only whole Hangul syllables. */
export function splitSyllables(text: string): Syllable[] {
  const syllables: Syllable[] = [];
  for (const letter of text) syllables.push(splitSyllable(letter));
  return syllables;
}

export const joinSyllable = ({ initial, vowel, final }: Syllable): string =>
  String.fromCharCode(first + initials.indexOf(initial) * 588 + vowels.indexOf(vowel) * 28 + finals.indexOf(final));

export const joinSyllables = (syllables: readonly Syllable[]): string => syllables.map(joinSyllable).join("");
