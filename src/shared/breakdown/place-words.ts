import type { Card, Word } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import { type AnalysisForm, firstFrom, toAnalysisForm } from "#shared/normalise/analysis-form.ts";
import { letterRuns, type Span } from "#shared/normalise/letters.ts";
import { remember } from "#shared/remember.ts";
import { maxCardText, maxRows } from "./limits.ts";
import type { Row } from "./parse-row.ts";

/** Adds a row of the model to the card; null if the word is not in the text or the card is full. */
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

/** Appends a row's word to a text that is built from rows: `日本|…`, `に|…` → 日本に; null if the card is full. */
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
    state: same?.state ?? "none",
    ...(same?.lemma !== undefined && { lemma: same.lemma }),
    from: "model",
    verdict: "unchecked",
    candidates: same?.candidates ?? [],
  };
}

/** Fills the gaps between the model's words with the analyser's words. */
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

/** Moves the rows to another text; null if one of them is not in it. */
export function moveWords(card: Card, text: string): Card | null {
  let moved: Card | null = { ...card, text, words: [], builtFromRows: false };
  for (const word of card.words) {
    if (moved && word.from === "model") moved = placeRow(moved, word);
  }
  return moved;
}

/** Looks after the last placed word first, and then, for rows out of order, in any place that no row has taken. */
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

/** Ignores width, case, composition and spaces: finds `ﾃﾚﾋﾞ` in `テレビ` and `ABC` in `ＡＢＣ`. */
function findFolded(text: string, surface: string, from: number, taken: readonly Span[]): Span | null {
  const sought = fold(surface).text;
  if (!sought) return null;
  const { text: folded, starts, ends } = text.length > 100 ? foldSentence(text) : fold(text);
  const other = takenBy(taken);
  for (let at = folded.indexOf(sought, firstFrom(starts, from)); at >= 0;) {
    const last = at + sought.length - 1;
    const span = { start: starts[at] ?? 0, end: ends[last] ?? 0 };
    // a match may not be part of a letter that folds to several: 株式 is not part of ㍿
    const isCut = starts[at - 1] === span.start || ends[last + 1] === span.end;
    const here = isCut ? null : other(span);
    if (!isCut && !here) return span;
    at = folded.indexOf(sought, here ? firstFrom(starts, here.end) : at + 1);
  }
  return null;
}

/** Finds the first taken span that overlaps a span. Calls must be in order, so the list is walked only once. */
function takenBy(taken: readonly Span[]): (span: Span) => Span | null {
  let next = 0;
  return ({ start, end }) => {
    while ((taken[next]?.end ?? Infinity) <= start) next++;
    const other = taken[next];
    return other && other.start < end ? other : null;
  };
}

/** The analysis form without case, spaces and the width of punctuation. */
function fold(text: string): AnalysisForm {
  const form = toAnalysisForm(text);
  const folded: AnalysisForm = { text: "", starts: [], ends: [] };
  let unit = 0;
  for (const letter of form.text) {
    const plain = letter.normalize("NFKC").toLowerCase().replace(/\s/g, "");
    folded.text += plain;
    for (const _ of plain.split("")) {
      folded.starts.push(form.starts[unit] ?? 0);
      folded.ends.push(form.ends[unit] ?? 0);
    }
    unit += letter.length;
  }
  return folded;
}

/** Cached, because each row looks for its word in the same sentence. */
const foldSentence = remember(8, fold);

/** The rest of an analyser's word outside other spans, so that every letter keeps a word: 行きました without 行き → ました. */
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
  const runs = letterRuns(text, start, end);
  const [first, last] = [runs[0], runs.at(-1)];
  if (!first || !last) return null;
  return {
    surface: text.slice(first.start, last.end),
    start: first.start,
    end: last.end,
    reading: "",
    state: "none",
    partOfSpeech: "other",
    meaning: "",
    from: "analyser",
    verdict: "unchecked",
    candidates: [],
  };
}

const inOrder = (words: Word[]) => words.sort((one, other) => one.start - other.start);
