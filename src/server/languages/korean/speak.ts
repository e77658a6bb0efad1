import type { Entry } from "#server/dictionaries/types.ts";
import { remember } from "#shared/remember.ts";
import { unique } from "#server/languages/language-analyser.ts";
import { findMarks, marksOfEntries } from "./find-marks.ts";
import { compoundPlaces, guessMarks } from "./guess-marks.ts";
import { joinSyllable, splitSyllable } from "#shared/languages/jamo.ts";
import { markListed } from "./listed-words.ts";
import {
  findUnit,
  isSpelledNumber,
  markSpelledNumber,
  pauseBetweenUnits,
  spellNumber,
  spellNumberFreely,
} from "./numbers.ts";
import { type Mark, pronounce, readMarks, writeMarks } from "./pronounce.ts";
import { isVerb, longestRun, type Piece } from "./pieces.ts";
import { readGroup } from "./word-groups.ts";
import { allowVariants } from "./variants.ts";

/** A pronunciation of a run: the part of each piece. */
export type Spoken = string[];

/**
 * The pronunciations of a run. `right`: correct by the standard; the page shows the first. `open`: another word of the same spelling, or a
 * sound that only a dictionary knows. `possible`: correct only if a piece is a compound.
 */
export type Pronunciations = { right: Spoken[]; open: Spoken[]; possible: Spoken[] };

/** The most ways in which one run is read. */
const mostWays = 12;

/** The marked spellings of a piece: the sure ones, those that the meaning decides, and those that only a compound would have. */
type Spellings = { sure: string[]; open: string[]; possible: string[] };

export function createSpeaker(
  find: (word: string) => Entry[],
  isWord: (word: string) => boolean,
): (pieces: readonly Piece[], after?: string) => Pronunciations {
  const marksOf = remember(2000, (key: string) => marksOfEntries(key, find));

  function spellingsOf(piece: Piece, next: Piece | undefined, afterNext: string): Spellings {
    const { surface } = piece;
    if (/^제?\d/.test(surface)) {
      const spelled = spellNumber(surface, next?.partOfSpeech === "counter" ? next.surface : "", afterNext);
      const sure = spelled.flatMap((way) => unique([way, pauseBetweenUnits(way)]));
      return { sure: sure.length > 0 ? sure : [surface], open: [], possible: spellNumberFreely(surface) };
    }
    if (piece.partOfSpeech === "counter" && !/[가-힣]/.test(surface))
      return { sure: [findUnit(surface)?.said ?? surface], open: [], possible: [] };
    if (piece.partOfSpeech === "numeral" && isSpelledNumber(surface))
      return { sure: [markSpelledNumber(surface)], open: [], possible: [] };
    if (!/^[가-힣]+$/.test(surface) || surface.length > longestRun) return { sure: [surface], open: [], possible: [] };
    const own: Mark[] = Array.from({ length: surface.length - 1 }, () => "");
    const put = (places: readonly Mark[]) => {
      const marked = own.map((_, index) => places[index] ?? "");
      for (const { index, mark } of piece.marks) if (mark !== "-" || !marked[index]) marked[index] = mark;
      return (
        writeMarks(surface, marked) +
        (piece.marks.some(({ index, mark }) => index === surface.length - 1 && mark === "'") ? "'" : "")
      );
    };
    const spell = (places: readonly Mark[]) =>
      (piece.ending === undefined ? withSilentFinal(surface, places) : [places]).map(put);
    if (piece.partOfSpeech === "particle") return { sure: [put([])], open: [], possible: [] };
    const [first, ...others] = (piece.pronunciations ?? []).map((said) => put(findMarks(surface, said) ?? []));
    if (first !== undefined) return { sure: [first], open: others, possible: [] };
    const entries = marksOf(`${piece.lemma}/${kindOf(piece)}`);
    if (entries.length > 0) {
      const [sure = [], ...open] = entries.map((group) => group.flatMap(spell));
      return { sure, open: unique(open.flat()).filter((way) => !sure.includes(way)), possible: [] };
    }
    const inherited = inherit(surface);
    const guessed = inherited.some((mark) => mark !== "") ? [] : guessMarks(piece).map(put);
    const [likely, ...open] = guessed;
    return {
      sure: likely === undefined ? spell(inherited) : [likely],
      open,
      possible: piece.ending === undefined ? compoundPlaces(surface, inherited).map(put) : [],
    };
  }

  /** Article 30: in 바닷가 (바다 + 가) ㅅ only makes the next sound tense: [바다까], also [바닫까]. */
  function withSilentFinal(surface: string, marks: readonly Mark[]): Mark[][] {
    const at = Array.from(surface).findIndex((letter, index) => {
      const next = surface[index + 1];
      if (next === undefined || splitSyllable(letter).final !== "ㅅ" || marks[index]) return false;
      const before = surface.slice(0, index + 1);
      return /^[ㄱㄷㅂㅅㅈ]$/.test(splitSyllable(next).initial) && !isWord(before) && isWord(withoutFinal(before));
    });
    const silent = Array.from(surface.slice(1), (_, index): Mark => (index === at ? "*" : (marks[index] ?? "")));
    return at < 0 ? [[...marks]] : [silent, [...marks]];
  }

  /** The marks of a noun that no dictionary has, by the words that it begins or ends with: 문법책 has those of 문법. */
  function inherit(surface: string): Mark[] {
    const marked = markListed(surface);
    if (marked.some((mark) => mark !== "")) return marked;
    for (let length = surface.length - 1; length > 1; length--)
      for (const at of [0, surface.length - length]) {
        const found = marksOf(`${surface.slice(at, at + length)}/n`)[0]?.[0];
        if (found?.some((mark) => mark !== "")) return marked.map((mark, index) => found[index - at] ?? mark);
      }
    return marked;
  }

  return (pieces, after = "") => {
    const spellings = pieces.map((piece, index) =>
      spellingsOf(piece, pieces[index + 1], pieces[index + 2]?.surface ?? after),
    );
    const boundaries = pieces.map((piece, index) => boundary(piece, pieces[index + 1]));
    const speakAll = (ways: readonly (readonly string[])[]) =>
      combine(ways).flatMap((way) => speakRun(way, boundaries, pieces));
    const sure = spellings.map(({ sure: ways }) => ways);
    const vary = (kind: "open" | "possible") =>
      spellings.flatMap((each, index) => (each[kind].length > 0 ? speakAll(sure.with(index, each[kind])) : []));
    const right = distinct(speakAll(sure));
    const open = distinct(vary("open"), right);
    return { right, open, possible: distinct(vary("possible"), [...right, ...open]) };
  };
}

const withoutFinal = (text: string) => text.slice(0, -1) + joinSyllable({ ...splitSyllable(text.at(-1)!), final: "" });
const keyOf = (spoken: Spoken) => spoken.join("|");
function distinct(ways: readonly Spoken[], without: readonly Spoken[] = []): Spoken[] {
  const seen = new Set(without.map(keyOf));
  return ways.filter((way) => !seen.has(keyOf(way)) && seen.add(keyOf(way))).slice(0, mostWays);
}

const combine = (parts: readonly (readonly string[])[]): string[][] =>
  parts.reduce<string[][]>(
    (before, choices) => before.flatMap((start) => choices.map((choice) => [...start, choice])).slice(0, mostWays),
    [[]],
  );

/** What stands between two pieces: ㄴ comes before 요 after a consonant (정말요 [정말료]) and where two nouns meet (현금영수증 [현금녕수증]). */
function boundary(piece: Piece, next: Piece | undefined): Mark {
  if (next?.surface === "요" && next.partOfSpeech === "particle" && !endsOpen(piece.surface)) return "+";
  return next !== undefined && isNoun(piece) && isNoun(next) ? "+" : "";
}
const isNoun = ({ partOfSpeech: part }: Piece) => part === "noun" || part === "name";
const endsOpen = (text: string) => !/[가-힣]$/.test(text) || splitSyllable(text.at(-1)!).final === "";

/** Pronounces a run as a whole, because sounds change where its pieces meet, and divides it again: 책|이 → 채|기. */
function speakRun(spelled: readonly string[], boundaries: readonly Mark[], pieces: readonly Piece[]): Spoken[] {
  const words = spelled.map((text) => readMarks(text.replaceAll("|", "")).word);
  const lengths = words.map((word) => word.length);
  const text = spelled.map((part, index) => part + (index < spelled.length - 1 ? boundaries[index]! : "")).join("");
  const said = speakText(text).replaceAll("|", "");
  const plain = divide(said, lengths);
  return [plain, ...allowVariants(plain, words, pieces)];
}

/** The part of each piece in the pronunciation of a run, by the lengths of the pieces. */
export function divide(said: string, lengths: readonly number[]): Spoken {
  let at = 0;
  return lengths.map((length) => said.slice(at, (at += length)));
}

/** Article 16: the names of some letters end in another consonant before a vowel. */
const beforeVowel = [...readGroup("letters before a vowel")];
const finalsOfNames = new Map([...readGroup("letters")].map((name, index) => [name, beforeVowel[index]!]));
const letterNames = new RegExp(`(?:${[...finalsOfNames.keys()].join("|")})(?=[아-잏])`, "g");

/** Pronounces the runs of Hangul in a marked text; other letters stay as they are. */
const speakText = (text: string): string =>
  text
    .replace(letterNames, (name) => finalsOfNames.get(name)!)
    .replace(/[가-힣+='^*-]*[가-힣][+='^*-]?/g, (hangul) => {
      const { word, places } = readMarks(hangul);
      return pronounce(word, places);
    });

const kindOf = (piece: Piece) => (isVerb(piece) ? "v" : "n");
