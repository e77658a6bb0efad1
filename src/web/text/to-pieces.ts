import type { Word } from "#shared/card.ts";
import type { Tone } from "#shared/languages/zhuyin.ts";
import type { DrawnReading } from "#shared/reading-forms.ts";
import type { ReadingMark } from "#shared/shown-reading.ts";

/** A part of a text that is drawn in one way: a word, or the text between two words. */
export type Piece = {
  start: number;
  end: number;
  /** Its number in the list of words; null between words. */
  word: number | null;
  mark: ReadingMark;
  /** Its reading is shown on hover only. */
  isQuiet: boolean;
  /** Its parts in their order, without a gap. */
  parts: readonly Part[];
};

export type Part = {
  start: number;
  end: number;
  /** The reading above it. */
  ruby: string;
  tone?: Tone | undefined;
  /** How much narrower its letters must be, so that it does not touch the next reading. */
  fit?: number;
  /** A reading in brackets that the writer gave. */
  isBracket?: true;
};

type Reader = {
  read: (word: Word, index: number) => DrawnReading;
  /** Finds the readings in brackets: 食(た)べる. */
  bracketed: RegExp | null;
};

/** Divides a text into its words and the text between them. Nothing is lost or doubled, even if the words are wrong. */
export function toPieces(text: string, words: readonly Word[], { read, bracketed }: Reader): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const fillTo = (end: number) => {
    if (end <= at) return;
    pieces.push({ start: at, end, word: null, mark: "none", isQuiet: false, parts: [{ start: at, end, ruby: "" }] });
    at = end;
  };
  for (const [index, word] of words.entries()) {
    const { start, end } = word;
    // while a text grows, its words may be those of an earlier state
    if (start < at || end > text.length || end <= start) continue;
    fillTo(start);
    const { pieces: drawn, mark, isQuiet } = read(word, index);
    const parts = toParts(text.slice(start, end), drawn, start, bracketed);
    pieces.push({ start, end, word: index, mark, isQuiet, parts });
    at = end;
  }
  fillTo(text.length);
  return pieces;
}

function toParts(surface: string, forms: DrawnReading["pieces"], from: number, bracketed: RegExp | null): Part[] {
  const brackets = bracketed
    ? [...surface.matchAll(bracketed)].map(({ 0: { length }, index }) => ({ index, length }))
    : [];
  const parts: Part[] = [];
  let at = 0;
  const add = (part: Omit<Part, "start" | "end">, length: number) => {
    if (length > 0) parts.push({ start: from + at, end: from + (at += length), ...part });
  };
  for (const { base, ruby, tone } of fitting(forms, surface, bracketed)) {
    let rest = base.length;
    let above = ruby;
    for (;;) {
      const next = brackets.find(({ index }) => index >= at);
      const length = Math.min(rest, next ? next.index - at : rest);
      add({ ruby: above, tone }, length);
      rest -= length;
      if (length > 0) above = ""; // a base that a bracket divides has its reading over the first part
      if (next?.index === at) add({ ruby: "", isBracket: true }, next.length);
      else if (rest === 0) break;
    }
  }
  return parts;
}

/** The forms, if their bases join to the word; otherwise its reading stands above the whole word. */
function fitting(forms: DrawnReading["pieces"], surface: string, bracketed: RegExp | null): DrawnReading["pieces"] {
  const bare = bracketed ? surface.replace(bracketed, "") : surface;
  if (bare !== "" && forms.map(({ base }) => base).join("") === bare) return forms;
  return [{ base: bare, ruby: forms.map(({ ruby }) => ruby).join("") }];
}
