import { joinPinyin, splitPinyin, withoutTone } from "#shared/languages/pinyin.ts";
import type { KnownWord } from "#test/sentences/sentences.ts";

const marks: Record<string, string> = { a: "āáǎà", e: "ēéěè", i: "īíǐì", o: "ōóǒò", u: "ūúǔù", ü: "ǖǘǚǜ" };

/** Wrong readings of a word as models give them, by kind. `readingsOf` lists all readings of one character. */
export function wrongChinese(
  { surface, reading }: KnownWord,
  readingsOf: (letter: string) => string[],
): Record<string, string> {
  const letters = Array.from(surface);
  const said = splitPinyin(reading.toLowerCase(), letters.length);
  if (!said) return {};
  const put = (index: number, syllable: string) => joinPinyin(said.with(index, syllable));
  const wrong: Record<string, string | undefined> = {
    "wrong tone": firstOf(said, (syllable, index) => {
      const other = otherTone(syllable);
      return other && put(index, other);
    }),
    "other reading of the character": firstOf(said, (syllable, index) => {
      const other = readingsOf(letters[index]!).find((each) => withoutTone(each) !== withoutTone(syllable));
      return other && put(index, other);
    }),
    "tone of another reading": firstOf(said, (syllable, index) => {
      const isOther = (each: string) =>
        each !== syllable && withoutTone(each) === withoutTone(syllable) && withoutTone(each) !== each;
      const other = withoutTone(syllable) === syllable ? undefined : readingsOf(letters[index]!).find(isOther);
      return other && put(index, other);
    }),
    "missing syllable": said.length > 1 ? joinPinyin(said.slice(0, -1)) : undefined,
    "other sound": firstOf(said, (syllable, index) => {
      const other = /^[zcs]h/.test(syllable) ? syllable.replace("h", "") : syllable.replace(/ng$/, "n");
      return other === syllable ? undefined : put(index, other);
    }),
  };
  return Object.fromEntries(
    Object.entries(wrong).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== reading),
  );
}

function firstOf(
  said: readonly string[],
  change: (syllable: string, index: number) => string | undefined,
): string | undefined {
  for (const [index, syllable] of said.entries()) {
    const other = change(syllable, index);
    if (other) return other;
  }
  return undefined;
}

/** The next tone: mā → má, mà → mā. A neutral syllable has none. */
function otherTone(syllable: string): string | undefined {
  for (const [vowel, tones] of Object.entries(marks))
    for (const [index, letter] of Array.from(tones).entries())
      if (syllable.includes(letter)) return syllable.replace(letter, tones[(index + 1) % 4] ?? vowel);
  return undefined;
}
