import type { Entry } from "#server/dictionaries/types.ts";
import { joinSyllable, splitSyllable } from "#shared/languages/jamo.ts";
import { isVerb } from "./pieces.ts";
import { type Mark, pronounce } from "./pronounce.ts";

/**
 * The marks by which the rules give the readings of the dictionary's entries: a list for each pronunciation that has a meaning of its own, with
 * all free variants. Empty if no dictionary says how the word sounds.
 */
export function marksOfEntries(key: string, find: (word: string) => Entry[]): Mark[][][] {
  const [word = "", kind = ""] = key.split("/");
  const all = find(word);
  const fitting = all.filter(({ partsOfSpeech }) =>
    partsOfSpeech.some((partOfSpeech) => isVerb({ partOfSpeech }) === (kind === "v")),
  );
  const stem = kind === "v" && word.endsWith("다") ? word.length - 2 : -1;
  const groups = (fitting.length > 0 ? fitting : all).map(({ readings, dictionary }): Mark[][] => {
    // only the starter dictionary promises that a word without a reading follows the rules
    if (readings.length === 0) return dictionary.startsWith("starter") ? [[]] : [];
    return readings.map((reading) => findMarks(word, reading, stem)).filter((marks) => marks !== null);
  });
  const distinctGroups = new Map(groups.map((group) => [group.map((marks) => marks.join()).join("|"), group]));
  return [...distinctGroups.values()].filter((group) => group.length > 0);
}

/** Without the vowels that may be said in two ways (article 5): 창의성 [창의썽] and [창이썽]. */
const foldFree = (said: string) =>
  said[0] +
  Array.from(said.slice(1), (letter) => {
    const syllable = splitSyllable(letter);
    return joinSyllable({ ...syllable, vowel: { ㅢ: "ㅣ", ㅖ: "ㅔ" }[syllable.vowel] ?? syllable.vowel });
  }).join("");

const allMarks: Mark[] = ["'", "+", "=", "^", "*"];

/** The marks with which the rules give a reading; null if none do. `stemEnd`: the place where the stem of a verb ends. */
export function findMarks(word: string, reading: string, stemEnd = -1): Mark[] | null {
  const said = reading.replaceAll(" ", ""); // 윗몸 일으키기 is also one word
  if (!/^[가-힣]+$/.test(word) || said.length !== word.length) return null;
  const plain: Mark[] = Array.from({ length: word.length - 1 }, (_, index) => (index === stemEnd ? "-" : ""));
  const wanted = foldFree(said);
  let ways: Mark[][] = [plain];
  for (let count = 0; count < 4; count++) {
    const found = ways.find((places) => foldFree(pronounce(word, places)) === wanted);
    if (found) return found;
    ways = ways.flatMap((places) =>
      places.flatMap((mark, index) => (mark === "" ? allMarks.map((each) => places.with(index, each)) : [])),
    );
    if (ways.length > 3000) break;
  }
  return null;
}
