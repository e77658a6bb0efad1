import { letterRuns } from "#shared/normalise/letters.ts";
import { knownCutAt } from "./cutting-tables.ts";
import { namesAt } from "./names.ts";
import { numberAt } from "./numbers.ts";
import type { WordList } from "./word-list.ts";

/**
 * `word`: in the dictionary. `character`: a character that is no word there. `name`: a surname with a given name. `number`: in Chinese
 * characters. `foreign`: other letters and digits. The last four are made of several words: 看一看, 高高兴兴, 看得懂, 玩儿.
 */
export type Piece = {
  start: number;
  end: number;
  kind: "word" | "character" | "name" | "number" | "foreign" | "repeated" | "complement" | "erhua";
};

/** Ten times the negative logarithm of a probability, as in the word list. */
const costs = { character: 200, number: 72, foreign: 100, knownCut: 60, repeated: 25 };

/** Divides a text into the words that are most probable together. Each letter lies in exactly one. */
export const cutChinese = (text: string, words: WordList): Piece[] =>
  joinPieces(
    text,
    letterRuns(text).flatMap((run) => cutRun(text, run.start, run.end, words)),
    words,
  );

/** `inside` are the ends of the words of a known cut, which are reached together. */
type Step = { from: number; cost: number; kind: Piece["kind"]; inside: number[] };

function cutRun(text: string, start: number, end: number, words: WordList): Piece[] {
  const steps: (Step | undefined)[] = Array.from({ length: end - start + 1 });
  steps[0] = { from: start, cost: 0, kind: "word", inside: [] };
  for (let at = start; at < end; at++) {
    const before = steps[at - start];
    if (!before) continue;
    const reach = (to: number, cost: number, kind: Piece["kind"], inside: number[] = []) => {
      const known = steps[to - start];
      if (known && known.cost <= before.cost + cost) return;
      steps[to - start] = { from: at, cost: before.cost + cost, kind, inside };
    };
    let to = at;
    const ends = knownCutAt(text, at)?.map((word) => (to += word.length)) ?? [];
    if (ends.length > 0) reach(to, costs.knownCut, "word", ends.slice(0, -1));
    const first = String.fromCodePoint(text.codePointAt(at) ?? 0);
    for (const word of words.wordsAt(text, at, end)) reach(word.end, word.cost, "word");
    if (!/\p{sc=Han}/u.test(first)) {
      reach(foreignEnd(text, at, end), costs.foreign, "foreign");
      continue;
    }
    reach(at + first.length, costs.character, "character");
    const verb = repeatedAt(text, at, end) ? words.find(first) : null;
    if (verb) reach(at + 3, verb.cost + costs.repeated, "repeated");
    for (const name of namesAt(text, at, end)) reach(name.end, name.cost, "name");
    const numberEnd = numberAt(text, at, end);
    if (numberEnd !== null) reach(numberEnd, costs.number, "number");
  }
  return follow(steps, start, end);
}

/** 看一看, 看了看 */
const repeatedAt = (text: string, at: number, end: number): boolean =>
  at + 3 <= end &&
  /[一了]/.test(text.charAt(at + 1)) &&
  text.charAt(at) === text.charAt(at + 2) &&
  isVerbLike(text.charAt(at));

function follow(steps: readonly (Step | undefined)[], start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  for (let to = end; to > start;) {
    const step = steps[to - start];
    if (!step) break; // each place is reached, because each letter alone is a piece
    const ends = [...step.inside, to];
    pieces.push(...ends.map((end, at) => ({ start: ends[at - 1] ?? step.from, end, kind: step.kind })).toReversed());
    to = step.from;
  }
  return pieces.toReversed();
}

/** The end of the letters and digits of another script: `ABC`, `2024`, `か`. */
function foreignEnd(text: string, start: number, end: number): number {
  const rest = text.slice(start, end);
  return start + (/^[^\p{sc=Han}]+/u.exec(rest)?.[0].length ?? 1);
}

/** Joins what is one word to a learner: a verb or adjective that is repeated, a verb with its complement, 儿 with what is before it. */
function joinPieces(text: string, pieces: readonly Piece[], words: WordList): Piece[] {
  const joined: Piece[] = [];
  for (let index = 0; index < pieces.length;) {
    const found = patterns
      .map(({ length, kind, fits }) => ({ kind, slice: pieces.slice(index, index + length), length, fits }))
      .find(
        ({ slice, length, fits }) => slice.length === length && isClose(slice) && fits(surfaces(text, slice), words),
      );
    const slice = found?.slice ?? pieces.slice(index, index + 1);
    const [first] = slice;
    const last = slice.at(-1);
    if (first && last) joined.push({ start: first.start, end: last.end, kind: found?.kind ?? first.kind });
    index += slice.length;
  }
  return joined;
}

const isClose = (pieces: readonly Piece[]) =>
  pieces.every(({ start }, at) => at === 0 || pieces[at - 1]?.end === start);
const surfaces = (text: string, pieces: readonly Piece[]) => pieces.map(({ start, end }) => text.slice(start, end));

const isVerbLike = (word: string) =>
  /^\p{sc=Han}$/u.test(word) && !/[的了是不我你他她很太都也就这那有在哈啊呀嗯哦]/u.test(word);

type Pattern = {
  kind: Piece["kind"];
  length: number;
  fits: (parts: readonly string[], words: WordList) => boolean;
};

const patterns: Pattern[] = [
  // 看得懂, 看不懂: the verb with its complement is a word
  {
    kind: "complement",
    length: 3,
    fits: ([verb = "", infix = "", complement = ""], words) =>
      /^[得不]$/.test(infix) && isVerbLike(verb) && complement.length <= 2 && words.find(verb + complement) !== null,
  },
  // 试试
  { kind: "repeated", length: 2, fits: ([verb = "", again]) => verb === again && isVerbLike(verb) },
  // 花儿
  {
    kind: "erhua",
    length: 2,
    fits: ([word = "", suffix = ""]) => /^[儿兒]$/.test(suffix) && /\p{sc=Han}$/u.test(word) && word.length <= 3,
  },
];
