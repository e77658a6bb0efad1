import type { Card, Word } from "#shared/card.ts";
import { languages, withoutBrackets } from "#shared/languages/index.ts";
import type { LearningLanguage } from "#shared/languages/types.ts";
import { type AnalysisForm, firstFrom, toAnalysisForm } from "#shared/normalise/analysis-form.ts";
import { letterRuns, type Span } from "#shared/normalise/letters.ts";
import { remember } from "#shared/remember.ts";
import { foldScript } from "./fold-script.ts";
import { maxCardText, maxRows } from "./limits.ts";
import { mergeRow, toModelWord } from "./merge-row.ts";
import type { Row } from "./parse-row.ts";

/** Adds a row of the model to the card; null if the word is not in the text or the card is full. */
export function placeRow(card: Card, row: Row): Card | null {
  const { language, text } = card;
  const taken = card.words.filter((word) => word.from === "model");
  const found = taken.length < maxRows ? findWord(card, row.surface, taken) : null;
  if (!found) return null;
  const engine = card.words.filter((word) => word.from === "analyser");
  const span = withBracket(card, found, engine);
  const words: Word[] = [];
  for (const other of card.words) {
    if (other.end <= span.start || span.end <= other.start) words.push(other);
    else words.push(...without(card, other, [span]));
  }
  const after = words.findIndex(({ start }) => start >= span.end);
  const word = mergeRow(language, text, toModelWord(language, text, row, span), wordsInside(span, engine));
  words.splice(after < 0 ? words.length : after, 0, word);
  return { ...card, words };
}

/** Appends a row's word to a text that is built from rows: `日本|…`, `に|…` → 日本に; null if the card is full. */
export function appendRow(card: Card, row: Row): Card | null {
  const { language } = card;
  const space = card.text ? languages[language].wordSeparator : "";
  const text = card.text + space + row.surface;
  if (card.words.length >= maxRows || text.length > maxCardText) return null;
  const word = toModelWord(language, text, row, { start: text.length - row.surface.length, end: text.length });
  return { ...card, text, words: [...card.words, word], builtFromRows: true };
}

/** Gives the model's words what the engine knows of them, and fills the gaps between them with the engine's words. */
export function fillGaps(card: Card, words: readonly Word[]): Card {
  const own = words.filter(({ start, end, surface }) => card.text.slice(start, end) === surface);
  const model = card.words.filter((word) => word.from === "model");
  const taken = model.map((word, index) => {
    const span = withBracket(card, word, own, model[index + 1]?.start);
    const widened = { ...word, ...span, surface: card.text.slice(span.start, span.end) };
    return mergeRow(card.language, card.text, widened, wordsInside(span, own));
  });
  return { ...card, words: inOrder([...taken, ...own.flatMap((word) => without(card, word, taken))]) };
}

/** The engine's words that cover a span exactly; none if one of them crosses its edge. */
function wordsInside(span: Span, words: readonly Word[]): Word[] {
  const inside = words.filter(({ start, end }) => start < span.end && span.start < end);
  return inside[0]?.start === span.start && inside.at(-1)?.end === span.end ? inside : [];
}

/** A row of 昨日 also has the reading in brackets that the engine counts to that word: 昨日（きのう）. */
function withBracket(card: Card, { start, end }: Span, words: readonly Word[], limit = Infinity): Span {
  const around = words.find((word) => word.start < end && end < word.end);
  if (!around || around.end > limit) return { start, end };
  const rest = withoutBrackets(card.text.slice(around.start, around.end), card.language);
  return card.text.slice(around.start, end) === rest ? { start, end: around.end } : { start, end };
}

/** Moves the rows to another text; null if one of them is not in it. */
export function moveWords(card: Card, text: string): Card | null {
  let moved: Card | null = { ...card, text, words: [], builtFromRows: false };
  for (const word of card.words) {
    if (moved && word.from === "model") moved = placeRow(moved, { ...word, reading: word.claim ?? "" });
  }
  return moved;
}

/** Looks after the last placed word first, and then, for rows out of order, in any place that no row has taken. */
function findWord({ language, scripts, ...card }: Card, row: string, taken: readonly Span[]): Span | null {
  const [text, surface] = [foldScript(card.text, scripts), foldScript(row, scripts)];
  const cursor = taken.at(-1)?.end ?? 0;
  const folded = fold(surface).text;
  const { bracketedReading } = languages[language];
  const bare = bracketedReading && foldBare(text).form;
  // の is not the の in 昨日（きのう）の, but words in brackets can be words: 明日（たぶん）
  const find = (from: number, around: readonly Span[]) =>
    (bare && findFolded(bare, folded, from, around)) ??
    findExact(text, surface, from, around) ??
    findFolded(foldSentence(text), folded, from, around);
  return find(cursor, []) ?? (taken.length === 0 ? null : find(0, taken));
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
function findFolded(form: AnalysisForm, sought: string, from: number, taken: readonly Span[]): Span | null {
  if (!sought) return null;
  const { text: folded, starts, ends } = form;
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

const patterns = Object.values(languages).flatMap(({ bracketedReading }) => bracketedReading ?? []);

/** The form without readings in brackets, so that a row of 食べる is found in 食(た)べる. Null if the text has none. */
const foldBare = remember(8, (text): { form: AnalysisForm | null } => {
  const form = fold(text);
  const inside = patterns.flatMap((pattern) => [...form.text.matchAll(pattern)]);
  if (inside.length === 0) return { form: null };
  const isKept = (_: unknown, unit: number) =>
    !inside.some(({ 0: bracket, index }) => index <= unit && unit < index + bracket.length);
  const units = form.text.split("").filter(isKept);
  return { form: { text: units.join(""), starts: form.starts.filter(isKept), ends: form.ends.filter(isKept) } };
});

/** The rest of an analyser's word outside other spans, so that every letter keeps a word: 行きました without 行き → ました. */
function without({ text, language }: Card, word: Word, spans: readonly Span[]): Word[] {
  const inside = spans.filter(({ start, end }) => start < word.end && word.start < end);
  if (inside.length === 0) return [word];
  const pieces: Word[] = [];
  let from = word.start;
  for (const { start, end } of [...inside, { start: word.end, end: word.end }]) {
    const piece = toPiece(text, language, from, Math.max(from, start));
    if (piece) pieces.push(piece);
    from = Math.max(from, end);
  }
  return pieces;
}

function toPiece(text: string, language: LearningLanguage, start: number, end: number): Word | null {
  const runs = letterRuns(text, start, end);
  const [first, last] = [runs[0], runs.at(-1)];
  if (!first || !last) return null;
  const surface = text.slice(first.start, last.end);
  return {
    surface,
    start: first.start,
    end: last.end,
    reading: "",
    state: languages[language].needsReading(surface) ? "none" : "known",
    partOfSpeech: "other",
    meaning: "",
    from: "analyser",
    verdict: "unchecked",
    candidates: [],
  };
}

const inOrder = (words: Word[]) => words.sort((one, other) => one.start - other.start);
