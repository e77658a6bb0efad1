import type { Word } from "#shared/card.ts";
import { korean } from "#shared/languages/korean.ts";
import { remember } from "#shared/remember.ts";
import { join } from "node:path";
import {
  joinInAllWays,
  type LanguageAnalyser,
  type LanguageData,
  type ReadingSpan,
  toWord,
  unchecked,
  unique,
} from "#server/languages/language-analyser.ts";
import type { ReadingCheck } from "#server/languages/types.ts";
import { createChooser } from "./choose-words.ts";
import { numberPattern } from "./numbers.ts";
import { pronounce } from "./pronounce.ts";
import { romanise } from "./romanise.ts";
import { createSpeaker, divide, type Spoken } from "./speak.ts";
import type { Piece } from "./pieces.ts";
import { createSplitter } from "./split-words.ts";
import { openWordTable } from "./word-table.ts";

/** A text is often checked after it was analysed; a longer one would fill the memory. */
const longestRemembered = 2000;

/** A run of letters between two spaces with its words and pronunciations. */
type SpokenRun = {
  start: number;
  surface: string;
  pieces: Piece[];
  right: Spoken[];
  /** Pronunciations of another word with this spelling. */
  open: Spoken[];
  possible: Spoken[];
};

/**
 * Divides Korean at spaces, then into words and particles, and reads each run between two spaces by the rules of standard pronunciation.
 * A word's reading is its part of the run's: 책|이 is 채|기.
 */
export function createKorean({ dictionaries, dataDir }: LanguageData): LanguageAnalyser {
  const table = openWordTable(join(dataDir, "korean-words.txt"));
  const split = createSplitter(table);
  const choose = createChooser();
  const speak = createSpeaker(
    (word) => dictionaries.find("ko", word),
    (word) => table.find(word).some(({ level, partOfSpeech }) => level > 0 && partOfSpeech === "noun"),
  );
  const remembered = remember(20, readText);
  const read = (text: string) => (text.length < longestRemembered ? remembered(text) : readText(text));

  function readText(text: string): SpokenRun[] {
    const runs = [...text.matchAll(runPattern)].map(({ 0: surface, index: start }) => ({ surface, start }));
    const placed = runs.map(({ surface, start }, index) => ({
      surface,
      divisions: split(surface),
      startsSentence: index === 0 || ends(text, runs[index - 1]!, start),
      beforeComma: text[start + surface.length] === ",",
      endsSentence: index === runs.length - 1 || ends(text, runs[index]!, runs[index + 1]!.start),
    }));
    const choices = choose(placed);
    const lasts = (run: number, piece: number) =>
      placed[run]!.endsSentence && piece === choices[run]!.chosen.pieces.length - 1;
    return runs.map(({ surface, start }, index) => {
      const { chosen, others } = choices[index]!;
      const before = choices[index - 1]?.chosen.pieces.at(-1);
      const next = choices[index + 1]?.chosen.pieces[0];
      const pieces = chosen.pieces.map((piece, at) => atItsPlace(piece, lasts(index, at)));
      return { start, surface, pieces, ...pronounceRun(pieces, others, before, next) };
    });
  }

  function pronounceRun(pieces: Piece[], others: { pieces: Piece[] }[], before?: Piece, next?: Piece) {
    const isCounted = pieces.length === 1 && /^\d/.test(pieces[0]!.surface) && next?.partOfSpeech === "counter";
    const { right, open, possible } = speak(isCounted ? [...pieces, next] : pieces, next?.surface);
    if (isCounted) return { right: right.map((said) => [said[0]!]), open: [], possible: [] };
    const first = right[0]!.join("");
    const other = others
      .map((division) => speak(division.pieces).right[0]!.join(""))
      .filter((said) => said.length === first.length && said !== first)
      .map((said) =>
        divide(
          said,
          right[0]!.map((part) => part.length),
        ),
      );
    const isAfterFuture = before?.inflection.at(-1) === "attributive" && before.inflection.includes("future");
    return {
      right: isAfterFuture ? [...right, ...right.map(tenseFirst)] : right,
      open: [...other, ...open],
      possible: before && tensesNext(before) ? [...possible, ...right.map(tenseFirst)] : possible,
    };
  }

  return {
    analyse: (text) => read(text).flatMap((run) => toWords(text, run)),
    check: (text, span) => checkSpan(text, span, read(text), speakAlone),
  };

  /** Words of a run may also be claimed as they sound alone: 꽃 in 꽃이 is [꼳]. */
  function speakAlone(runs: readonly SpokenRun[], start: number, end: number): string[] {
    const [run] = runs;
    if (!run || runs.length > 1) return [];
    let at = run.start;
    const inside = run.pieces.filter(({ surface }) => {
      const isInside = at >= start && at + surface.length <= end;
      at += surface.length;
      return isInside;
    });
    const isWhole = inside.map(({ surface }) => surface).join("").length === end - start;
    return isWhole && inside.length < run.pieces.length ? speak(inside).right.map((said) => said.join("")) : [];
  }
}

/** Letters and digits without a space between them. */
const runPattern = new RegExp(`(?:${numberPattern}|[\\p{L}\\p{N}\\p{M}])+`, "gu");

const ends = (text: string, { start, surface }: { start: number; surface: string }, next: number) =>
  /[.!?…。\n]/.test(text.slice(start + surface.length, next));

/** At the end of a sentence 아/어 and 지 join to nothing (빨리 와), and before it 자 does not suggest anything (불을 켜자 환해졌다). */
function atItsPlace(piece: Piece, isLast: boolean): Piece {
  const { ending, inflection } = piece;
  if (isLast && (ending === "" || ending === "지"))
    return { ...piece, inflection: inflection.map((name) => (name === "connective" ? "plain" : name)) };
  if (!isLast && ending === "자") return { ...piece, inflection: [...inflection.slice(0, -2), "connective"] };
  return piece;
}

/** Article 27: after -(으)ㄹ the first sound of the next word may be tense: 할 것을 is [할꺼슬] when said without a pause. */
function tenseFirst(said: Spoken): Spoken {
  const first = said[0] ?? "";
  if (!/^[가-깋다-딯바-빟사-싷자-짛]/.test(first)) return said;
  return [pronounce(`할${first}`, ["'"]).slice(1), ...said.slice(1)];
}

/** Said without a pause, 시 in 몇 시 and in 여덟 시 is [씨]. */
const tensesNext = ({ surface, partOfSpeech }: Piece): boolean =>
  partOfSpeech === "numeral" || /[\u11a8-\u11aa\u11ae\u11b8-\u11bb\u11bd-\u11c1]$/.test(surface.normalize("NFD"));

function toWords(text: string, { start, pieces, right, open }: SpokenRun): Word[] {
  let at = start;
  return pieces.map(({ surface, lemma, partOfSpeech, inflection }, index) => {
    const sure = unique(right.map((said) => said[index]!));
    const other = unique(open.map((said) => said[index]!)).filter((said) => !sure.includes(said));
    const reading = sure[0]!;
    const isSpoken = /[가-힣ㄱ-ㅣ]/.test(reading) && !/\d/.test(reading);
    return toWord(text, at, (at += surface.length), {
      partOfSpeech,
      ...(lemma !== surface && { lemma }),
      ...(inflection.length > 0 && { inflection }),
      ...(isSpoken && {
        reading: reading === surface ? "" : reading,
        candidates: [...sure, ...other],
        origin: "rule",
        state: other.length > 0 ? "open" : "known",
      }),
    });
  });
}

type SpeakAlone = (runs: readonly SpokenRun[], start: number, end: number) => string[];

function checkSpan(text: string, span: ReadingSpan, runs: readonly SpokenRun[], speakAlone: SpeakAlone): ReadingCheck {
  const { start, end, reading } = span;
  const surface = text.slice(start, end);
  if (!/[가-힣\d]/.test(surface)) return unchecked;
  const covered = runs.filter((run) => run.start < end && run.start + run.surface.length > start);
  const of = (kind: "right" | "open" | "possible") => covered.map((run) => cutAll(run, run[kind], start, end));
  const right = combine(of("right"));
  const open = combine(of("right").map((ways, index) => [...ways, ...of("open")[index]!])).filter(
    (said) => !right.includes(said),
  );
  const candidates = [...right, ...open];
  const known = {
    candidates,
    origin: "rule" as const,
    state: open.length > 0 ? ("open" as const) : ("known" as const),
  };
  const claim = fold(reading);
  if (claim === "" || claim === "-" || claim === fold(surface)) return { verdict: "unchecked", ...known };
  const isClaimed = (ways: readonly string[]) =>
    ways.some((said) => fold(said) === claim) ||
    (/^[a-z]+$/i.test(claim) && ways.some((said) => romanise(said) === romanise(claim)));
  if (isClaimed(right)) return { verdict: "agrees", ...known };
  if (isClaimed(speakAlone(covered, start, end))) return { verdict: "agrees", ...known };
  const possible = combine(
    of("right").map((ways, index) => [...ways, ...of("open")[index]!, ...of("possible")[index]!]),
  );
  const isPossible = isClaimed([...open, ...possible, ...linked(covered, surface)]);
  // a number above 2^53 has no rule
  const isUnread = candidates.some((said) => /\d/.test(said));
  return { verdict: isPossible || isUnread ? "possible" : "conflict", ...known };
}

/** Spoken without a pause, words meet across the space: 옷 안 [오단]. */
function linked(runs: readonly SpokenRun[], surface: string): string[] {
  if (runs.length < 2 || !/^[가-힣 ]+$/.test(surface)) return [];
  const words = surface.split(/ +/);
  const joined = words.join("");
  const places = Array.from(joined, () => "" as const);
  let at = 0;
  const put = (mark: "+" | "=" | "'" | "") => {
    const marked: ("+" | "=" | "'" | "")[] = [...places];
    at = 0;
    for (const word of words.slice(0, -1)) marked[(at += word.length) - 1] = mark;
    return pronounce(joined, marked);
  };
  return [put("="), put("+"), put("'"), put("")];
}

function cutAll(run: SpokenRun, ways: readonly Spoken[], start: number, end: number): string[] {
  return unique(ways.map((said) => cut(run, said, start, end)));
}

/** The part of a pronunciation that belongs to the letters from `start` to `end`. */
function cut({ start: runStart, pieces }: SpokenRun, said: Spoken, start: number, end: number): string {
  let at = runStart;
  let text = "";
  pieces.forEach(({ surface }, index) => {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, surface.length);
    const part = said[index]!;
    if (from < to) text += part.length === surface.length ? part.slice(from, to) : part;
    at += surface.length;
  });
  return text;
}

const combine = (parts: readonly (readonly string[])[]) => joinInAllWays(parts, 16);

/** One spelling for readings that sound the same: without spaces, and ㅕ after ㅈ, ㅉ, ㅊ as ㅓ (article 5): 가져가는 [가저가는]. */
const fold = (reading: string): string =>
  korean
    .normaliseReading(reading)
    .normalize("NFD")
    .replace(/([ᄌᄍᄎ])ᅧ/g, "$1ᅥ")
    .normalize("NFC");
