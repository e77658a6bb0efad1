import list from "./listed-words.txt" with { type: "text" };
import { type Mark, readMarks, toMark } from "./pronounce.ts";

const spellings = list
  .split("\n")
  .filter((line) => line !== "" && !/^[#[]/.test(line))
  .flatMap((line) => line.split(" "));

/** Listed words by their plain spelling. */
const listed = new Map(
  spellings
    .filter((spelling) => /^[가-힣]/.test(spelling))
    .map((spelling) => {
      const { word, places } = readMarks(spelling);
      return [word, places] as const;
    }),
);
/** Last syllables of compounds, with the mark before them. */
const ends = new Map(
  spellings
    .filter((spelling) => /^[+'^][가-힣]$/.test(spelling))
    .map((spelling): [string, Mark] => [spelling[1]!, toMark(spelling[0])]),
);

/** The listed words, for the test that compares them with the dictionary. */
export const listedWords = [...listed.keys()];

const longest = Math.max(...listedWords.map((word) => word.length));

/** A shorter listed word inside a longer one is chance more often than not: 한자 is in 한자리. */
const shortestInside = 3;

/** The places between the syllables of a word, marked where a listed word says something about them. */
export function markListed(word: string): Mark[] {
  const whole = listed.get(word);
  if (whole) return [...whole];
  const places: Mark[] = Array.from({ length: Math.max(0, word.length - 1) }, () => "");
  for (let start = 0; start < word.length - 1; start++) {
    const length = lengthAt(word, start);
    if (length === 0) continue;
    listed.get(word.slice(start, start + length))?.forEach((mark, index) => (places[start + index] = mark));
    start += length - 1;
  }
  return places;
}

/** The length of the longest listed word that starts here; 0 if no listed word does. A word of two syllables begins only a compound (한자사전). */
function lengthAt(word: string, start: number): number {
  for (let length = Math.min(longest, word.length - start); length > 1; length--) {
    const isLong = length >= shortestInside || (start === 0 && word.length >= length + 2);
    if (isLong && listed.has(word.slice(start, start + length))) return length;
  }
  return 0;
}

/** The marks of a word of three or more syllables that no dictionary has, by its last syllable: 사용'법. Null if none fits. */
export function markByEnd(word: string): Mark[] | null {
  const mark = word.length < 3 ? undefined : ends.get(word.at(-1)!);
  if (!mark) return null;
  return Array.from({ length: word.length - 1 }, (_, index) => (index === word.length - 2 ? mark : ""));
}
