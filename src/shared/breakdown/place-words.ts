import type { Card, Word } from "#shared/card.ts";
import type { Row } from "./parse-row.ts";

type Span = { start: number; end: number };

/** The card with one more row of the model's in its place; null when the row's word is not in the text. */
export function placeRow(card: Card, row: Row): Card | null {
  const taken = card.words.filter((word) => word.from === "model");
  const span = findWord(card.text, row.surface, taken);
  if (!span) return null;
  const same = card.words.find((word) => word.start === span.start && word.end === span.end);
  const surface = card.text.slice(span.start, span.end);
  const word: Word = {
    ...row,
    ...span,
    surface,
    reading: row.reading === surface ? "" : row.reading,
    ...(same?.lemma !== undefined && { lemma: same.lemma }),
    from: "model",
    verdict: "unchecked",
    candidates: same?.candidates ?? [],
  };
  const words: Word[] = [];
  for (const other of card.words) {
    if (other.end <= span.start || span.end <= other.start) words.push(other);
    else words.push(...without(card.text, other, [span]));
  }
  const after = words.findIndex(({ start }) => start >= span.end);
  words.splice(after < 0 ? words.length : after, 0, word);
  return { ...card, words };
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
  let moved: Card | null = { ...card, text, words: [] };
  for (const word of card.words) {
    if (moved && word.from === "model") moved = placeRow(moved, word);
  }
  return moved;
}

/** After the last placed word; else anywhere that no row has taken, for rows out of order. */
function findWord(text: string, surface: string, taken: readonly Span[]): Span | null {
  const cursor = taken.at(-1)?.end ?? 0;
  const isAfter = ({ start }: Span) => start >= cursor;
  const found = findExact(text, surface, cursor, isAfter) ?? findFolded(text, surface, isAfter);
  if (found || taken.length === 0) return found;
  const covered = new Uint8Array(text.length);
  for (const { start, end } of taken) covered.fill(1, start, end);
  const isFree = ({ start, end }: Span) => !covered.subarray(start, end).includes(1);
  return findExact(text, surface, 0, isFree) ?? findFolded(text, surface, isFree);
}

function findExact(text: string, surface: string, from: number, fits: (span: Span) => boolean): Span | null {
  for (let start = text.indexOf(surface, from); start >= 0; start = text.indexOf(surface, start + 1)) {
    const span = { start, end: start + surface.length };
    if (fits(span)) return span;
  }
  return null;
}

/** Width, case, composition and spaces do not tell words apart: `ﾃﾚﾋﾞ` is in `テレビ`, `ABC` in `ＡＢＣ`. */
function findFolded(text: string, surface: string, fits: (span: Span) => boolean): Span | null {
  const sought = fold(surface).text;
  if (!sought) return null;
  const folded = fold(text);
  for (let at = folded.text.indexOf(sought); at >= 0; at = folded.text.indexOf(sought, at + 1)) {
    const start = folded.starts[at];
    const end = folded.ends[at + sought.length - 1];
    // undefined inside a letter that folds to several: 株式 is no part of ㍿
    if (start !== undefined && end !== undefined && fits({ start, end })) return { start, end };
  }
  return null;
}

type Folded = { text: string; starts: (number | undefined)[]; ends: (number | undefined)[] };
let lastFolded: { of: string; folded: Folded } | undefined;

function fold(text: string): Folded {
  if (lastFolded?.of === text) return lastFolded.folded;
  const folded: Folded = { text: "", starts: [], ends: [] };
  for (const { 0: letter, index } of text.matchAll(/[^\p{M}ﾞﾟ][\p{M}ﾞﾟ]*|[\p{M}ﾞﾟ]+/gu)) {
    const plain = letter.normalize("NFKC").toLowerCase().replace(/\s/g, "");
    if (!plain) continue;
    folded.starts[folded.text.length] = index;
    folded.text += plain;
    folded.ends[folded.text.length - 1] = index + letter.length;
  }
  if (text.length > 100) lastFolded = { of: text, folded }; // a sentence, asked for again with each row
  return folded;
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
