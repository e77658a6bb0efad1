import type { Card, Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import { remember } from "#shared/remember.ts";
import { maxCardText, maxRows } from "./limits.ts";
import type { Row } from "./parse-row.ts";

type Span = { start: number; end: number };

/** The card with one more row of the model's in its place; null when the row's word is not in the text, or the card is full. */
export function placeRow(card: Card, row: Row): Card | null {
  const taken = card.words.filter((word) => word.from === "model");
  const span = taken.length < maxRows ? findWord(card.text, row.surface, taken) : null;
  if (!span) return null;
  const same = card.words.find((word) => word.start === span.start && word.end === span.end);
  const words: Word[] = [];
  for (const other of card.words) {
    if (other.end <= span.start || span.end <= other.start) words.push(other);
    else words.push(...without(card.text, other, [span]));
  }
  const after = words.findIndex(({ start }) => start >= span.end);
  words.splice(after < 0 ? words.length : after, 0, toWord(card.text, row, span, same));
  return { ...card, words };
}

/** The row's word at the end of a text that is put together from rows: `日本|…`, `に|…` → 日本に; null when the card is full. */
export function appendRow(card: Card, row: Row): Card | null {
  const space = card.text ? languages[card.language].wordSeparator : "";
  const text = card.text + space + row.surface;
  if (card.words.length >= maxRows || text.length > maxCardText) return null;
  const word = toWord(text, row, { start: text.length - row.surface.length, end: text.length });
  return { ...card, text, words: [...card.words, word], builtFromRows: true };
}

function toWord(text: string, row: Row, span: Span, same?: Word): Word {
  const surface = text.slice(span.start, span.end);
  return {
    ...row,
    ...span,
    surface,
    reading: row.reading === surface ? "" : row.reading,
    ...(same?.lemma !== undefined && { lemma: same.lemma }),
    from: "model",
    verdict: "unchecked",
    candidates: same?.candidates ?? [],
  };
}

/** The card with the analyser's words wherever the model has said nothing. */
export function fillGaps(card: Card, words: readonly Word[]): Card {
  const taken = card.words
    .filter((word) => word.from === "model")
    .map((word) => {
      const same = words.find(({ start, end }) => start === word.start && end === word.end);
      if (!same) return word;
      const candidates = word.candidates.length > 0 ? word.candidates : same.candidates;
      return { ...word, ...(same.lemma !== undefined && { lemma: same.lemma }), candidates };
    });
  const own = words.filter(({ start, end, surface }) => card.text.slice(start, end) === surface);
  return { ...card, words: inOrder([...taken, ...own.flatMap((word) => without(card.text, word, taken))]) };
}

/** The same rows in another text, or null when one of them is not there. */
export function moveWords(card: Card, text: string): Card | null {
  let moved: Card | null = { ...card, text, words: [], builtFromRows: false };
  for (const word of card.words) {
    if (moved && word.from === "model") moved = placeRow(moved, word);
  }
  return moved;
}

/** After the last placed word; else anywhere that no row has taken, for rows out of order. */
function findWord(text: string, surface: string, taken: readonly Span[]): Span | null {
  const cursor = taken.at(-1)?.end ?? 0;
  const found = findExact(text, surface, cursor, []) ?? findFolded(text, surface, cursor, []);
  if (found || taken.length === 0) return found;
  return findExact(text, surface, 0, taken) ?? findFolded(text, surface, 0, taken);
}

function findExact(text: string, surface: string, from: number, taken: readonly Span[]): Span | null {
  const other = takenBy(taken);
  for (let start = text.indexOf(surface, from); start >= 0;) {
    const span = { start, end: start + surface.length };
    const here = other(span);
    if (!here) return span;
    start = text.indexOf(surface, here.end);
  }
  return null;
}

/** Width, case, composition and spaces do not tell words apart: `ﾃﾚﾋﾞ` is in `テレビ`, `ABC` in `ＡＢＣ`. */
function findFolded(text: string, surface: string, from: number, taken: readonly Span[]): Span | null {
  const sought = fold(surface).text;
  if (!sought) return null;
  const { text: folded, starts, ends } = text.length > 100 ? foldSentence(text) : fold(text);
  const other = takenBy(taken);
  for (let at = folded.indexOf(sought, unitAt(starts, from)); at >= 0;) {
    const last = at + sought.length - 1;
    const span = { start: starts[at] ?? 0, end: ends[last] ?? 0 };
    // inside a letter that folds to several: 株式 is no part of ㍿
    const isCut = starts[at - 1] === span.start || ends[last + 1] === span.end;
    const here = isCut ? null : other(span);
    if (!isCut && !here) return span;
    at = folded.indexOf(sought, here ? unitAt(starts, here.end) : at + 1);
  }
  return null;
}

/** The first of these that overlaps a span; asked for spans in order, it goes through them once. */
function takenBy(taken: readonly Span[]): (span: Span) => Span | null {
  let next = 0;
  return ({ start, end }) => {
    while ((taken[next]?.end ?? Infinity) <= start) next++;
    const other = taken[next];
    return other && other.start < end ? other : null;
  };
}

/** Each unit of `text` comes from the letter at `starts`, `ends`. */
type Folded = { text: string; starts: number[]; ends: number[] };

function fold(text: string): Folded {
  const folded: Folded = { text: "", starts: [], ends: [] };
  for (const { 0: letter, index } of text.matchAll(/[^\p{M}ﾞﾟ][\p{M}ﾞﾟ]*|[\p{M}ﾞﾟ]+/gu)) {
    const plain = letter.normalize("NFKC").toLowerCase().replace(/\s/g, "");
    folded.text += plain;
    for (let unit = 0; unit < plain.length; unit++) {
      folded.starts.push(index);
      folded.ends.push(index + letter.length);
    }
  }
  return folded;
}

/** A sentence is asked for again with each of its rows. */
const foldSentence = remember(8, fold);

/** The first unit that comes from a letter at this place or after it. */
function unitAt(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is left of an analyser's word beside others, so that no letter loses its word: 行きました without 行き → ました. */
function without(text: string, word: Word, spans: readonly Span[]): Word[] {
  const inside = spans.filter(({ start, end }) => start < word.end && word.start < end);
  if (inside.length === 0) return [word];
  const pieces: Word[] = [];
  let from = word.start;
  for (const { start, end } of [...inside, { start: word.end, end: word.end }]) {
    const piece = toPiece(text, from, Math.max(from, start));
    if (piece) pieces.push(piece);
    from = Math.max(from, end);
  }
  return pieces;
}

function toPiece(text: string, start: number, end: number): Word | null {
  const piece = text.slice(start, end);
  const surface = piece.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, "");
  if (!surface) return null;
  const from = start + piece.indexOf(surface);
  return {
    surface,
    start: from,
    end: from + surface.length,
    reading: "",
    partOfSpeech: "other",
    meaning: "",
    from: "analyser",
    verdict: "unchecked",
    candidates: [],
  };
}

const inOrder = (words: Word[]) => words.sort((one, other) => one.start - other.start);
