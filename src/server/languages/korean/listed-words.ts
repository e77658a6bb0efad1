import list from "./listed-words.txt" with { type: "text" };
import { type Mark, readMarks } from "./pronounce.ts";

/** Listed words by their plain spelling. */
const listed = new Map(
  list
    .split("\n")
    .filter((line) => line !== "" && !/^[#[]/.test(line))
    .flatMap((line) => line.split(" "))
    .map((spelling) => {
      const { word, places } = readMarks(spelling);
      return [word, places] as const;
    }),
);
const longest = Math.max(...[...listed.keys()].map((word) => word.length));

/** A shorter listed word inside a longer one is chance more often than not: 인기 is in 확인기. */
const shortestInside = 3;

/** The places between the syllables of a word, marked where a listed word says something about them. */
export function markListed(word: string): Mark[] {
  const places: Mark[] = Array.from({ length: Math.max(0, word.length - 1) }, () => "");
  for (let start = 0; start < word.length - 1; start++) {
    const length = lengthAt(word, start);
    if (length === 0) continue;
    listed.get(word.slice(start, start + length))?.forEach((mark, index) => (places[start + index] = mark));
    start += length - 1;
  }
  return places;
}

/** The length of the longest listed word that starts here; 0 if there is none. */
function lengthAt(word: string, start: number): number {
  for (let length = Math.min(longest, word.length - start); length >= (start === 0 ? 2 : shortestInside); length--) {
    if (listed.has(word.slice(start, start + length))) return length;
  }
  return 0;
}
