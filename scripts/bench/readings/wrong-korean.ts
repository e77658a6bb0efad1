import { joinSyllables, type Syllable, splitSyllables } from "#shared/languages/jamo.ts";
import type { KnownWord } from "#test/sentences/sentences.ts";

const otherVowel: Record<string, string> = {
  ㅏ: "ㅓ",
  ㅓ: "ㅏ",
  ㅗ: "ㅜ",
  ㅜ: "ㅗ",
  ㅡ: "ㅣ",
  ㅣ: "ㅡ",
  ㅐ: "ㅏ",
  ㅔ: "ㅓ",
  ㅕ: "ㅑ",
  ㅑ: "ㅕ",
  ㅛ: "ㅠ",
  ㅠ: "ㅛ",
};
const otherConsonant: Record<string, string> = {
  ㄱ: "ㄷ",
  ㄴ: "ㅁ",
  ㄷ: "ㅂ",
  ㅁ: "ㄴ",
  ㅂ: "ㄱ",
  ㅅ: "ㅈ",
  ㅈ: "ㅅ",
  ㄹ: "ㄴ",
  ㅎ: "ㅍ",
};
const aspirated: Record<string, string> = { ㄱ: "ㅋ", ㄷ: "ㅌ", ㅂ: "ㅍ", ㅈ: "ㅊ" };

/** Wrong pronunciations of a word as models give them, by kind. A kind that cannot happen to this word is missing. */
export function wrongKorean({ surface, reading }: KnownWord): Record<string, string> {
  if (!/^[가-힣]+$/.test(reading)) return {};
  const said = splitSyllables(reading);
  const spelled = /^[가-힣]+$/.test(surface) && surface.length === reading.length ? splitSyllables(surface) : null;
  const change = (test: (syllable: Syllable, index: number) => Partial<Syllable> | undefined): string | undefined => {
    for (const [index, syllable] of said.entries()) {
      const other = test(syllable, index);
      if (other) return joinSyllables(said.with(index, { ...syllable, ...other }));
    }
    return undefined;
  };
  const swap = (table: Record<string, string>, letter: string) => table[letter];
  const wrong: Record<string, string | undefined> = {
    "lost final consonant": change(({ final }) => (final === "" ? undefined : { final: "" })),
    "wrong vowel": change(({ vowel }) => (swap(otherVowel, vowel) ? { vowel: otherVowel[vowel]! } : undefined)),
    "wrong consonant": change(({ initial }) =>
      swap(otherConsonant, initial) ? { initial: otherConsonant[initial]! } : undefined,
    ),
    "aspirated for plain": change(({ initial }) =>
      swap(aspirated, initial) ? { initial: aspirated[initial]! } : undefined,
    ),
    // 입니다 [임니다] said as [입니다], while the rest of the word is right
    "missing assimilation": spelled ? change(withoutAssimilation(spelled)) : undefined,
    // 음악 [으막] said as [음악]
    "no liaison": spelled ? withoutLiaison(said, spelled) : undefined,
    "missing syllable": said.length > 1 ? joinSyllables(said.slice(0, -1)) : undefined,
  };
  return Object.fromEntries(
    Object.entries(wrong).filter(
      (pair): pair is [string, string] => typeof pair[1] === "string" && pair[1] !== reading && pair[1] !== surface,
    ),
  );
}

/** Puts the spelled final back where it became a nasal or ㄹ. */
const withoutAssimilation =
  (spelled: readonly Syllable[]) =>
  ({ final }: Syllable, index: number): Partial<Syllable> | undefined => {
    const own = spelled[index]?.final ?? "";
    return /^[ㄴㅁㅇㄹ]$/.test(final) && /^[ㄱㄷㅂㅅㅈㅊㅋㅌㅍㅆㄹㄴ]$/.test(own) && final !== own
      ? { final: own }
      : undefined;
  };

function withoutLiaison(said: readonly Syllable[], spelled: readonly Syllable[]): string | undefined {
  for (let index = 0; index < said.length - 1; index++) {
    const moved =
      said[index]!.final === "" &&
      /^[ㄱㄴㄷㄹㅁㅂㅅㅈㅊㅋㅌㅍㄲㅆ]$/.test(spelled[index]!.final) &&
      spelled[index + 1]!.initial === "ㅇ";
    if (moved)
      return joinSyllables(said.with(index, spelled[index]!).with(index + 1, { ...said[index + 1]!, initial: "ㅇ" }));
  }
  return undefined;
}
