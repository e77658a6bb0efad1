import { splitSyllable, splitSyllables } from "#shared/languages/jamo.ts";
import { markByEnd } from "./listed-words.ts";
import type { Piece } from "./pieces.ts";
import type { Mark } from "./pronounce.ts";
import { readGroup } from "./word-groups.ts";

const sinoWithRieul = readGroup("Sino-Korean in ㄹ");

/** For a noun that no list has: the likely marks, then none. Article 26: in a Sino-Korean word ㄷ, ㅅ and ㅈ are tense after ㄹ (불신 [불씬]). */
export function guessMarks({ surface, partOfSpeech: part, ending }: Piece): Mark[][] {
  if (part !== "noun" || ending !== undefined) return [];
  const byEnd = markByEnd(surface);
  if (byEnd) return [byEnd, byEnd.map(() => "")];
  const rieul = surface.length === 2 ? 0 : surface.length === 3 && surface.endsWith("적") ? 1 : -1;
  const next = surface[rieul + 1];
  if (rieul < 0 || !next || !sinoWithRieul.has(surface[rieul]!) || !/^[ㄷㅅㅈ]$/.test(splitSyllable(next).initial))
    return [];
  const none: Mark[] = Array.from({ length: surface.length - 1 }, () => "");
  return [none.with(rieul, "'"), none];
}

/** Places inside a word that a dictionary does not know: two words may meet there, or a sound may be tense. */
export function compoundPlaces(surface: string, listed: readonly Mark[]): Mark[][] {
  const syllables = splitSyllables(surface);
  const found: Mark[][] = [];
  for (let index = 0; index < syllables.length - 1 && found.length < 6; index++) {
    const [left, right] = [syllables[index]!, syllables[index + 1]!];
    const put = (mark: Mark) => found.push(listed.with(index, mark));
    if (listed[index] !== "") put("");
    else if (left.final === "") continue;
    else if (right.initial === "ㅇ" && /[ㅣㅑㅕㅛㅠ]/.test(right.vowel)) put("+");
    else if (right.initial === "ㅇ" && left.final !== "ㅇ") put("=");
    else if (/[ㄴㄹㅁㅇ]/.test(left.final) && /[ㄱㄷㅂㅅㅈ]/.test(right.initial)) put("'");
    else if (left.final === "ㄴ" && right.initial === "ㄹ") put("^");
  }
  return found;
}
