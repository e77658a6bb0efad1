/**
 * The index keeps, for each document, which short pieces of text occur in it: each Chinese character, each two neighbours of which one is a
 * Chinese character or kana, and each three other letters. A search reads only the documents that have all pieces of its text. Pieces are stored
 * as numbers: they are shorter than text, need no tokenizer rules, and leave nothing readable in the database file after a document was deleted.
 */
export function gramsOf(form: string, grams: Set<number> = new Set()): Set<number> {
  const letters = Array.from(form, (letter) => letter.codePointAt(0) ?? 0);
  letters.forEach((letter, at) => {
    const second = letters[at + 1];
    if (isHan(letter)) grams.add(hash(letter, 1, 1));
    if (second === undefined || isSpace(letter) || isSpace(second)) return;
    if (isWide(letter) || isWide(second)) return void grams.add(hash(letter, second, 2));
    const third = letters[at + 2];
    if (third !== undefined && !isSpace(third) && !isWide(third)) grams.add(hash(letter, second, third));
  });
  return grams;
}

/** For a long text, this many pieces narrow the search enough. */
const mostGrams = 24;

/** The pieces that a document must have to contain this form. Empty: the form is too short for the index. */
export function gramsToFind(form: string): number[] {
  const grams = [...gramsOf(form)];
  const step = Math.max(1, grams.length / mostGrams);
  return Array.from({ length: Math.min(grams.length, mostGrams) }, (_, n) => grams[Math.floor(n * step)] ?? 0);
}

/** Increase this when `createFolding`, `gramsOf` or the documents change: the next start then rebuilds the index. */
export const indexVersion = 1;

/** How many different numbers there are. When two pieces share one, a search may read a document in vain, but finds nothing wrong. */
const kinds = 1 << 16;

function hash(first: number, second: number, third: number): number {
  let sum = Math.imul(first, 0x9e37_79b1) ^ Math.imul(second, 0x85eb_ca6b) ^ Math.imul(third, 0xc2b2_ae35);
  sum = Math.imul(sum ^ (sum >>> 15), 0x2c1b_3c6d);
  return (sum ^ (sum >>> 13)) & (kinds - 1);
}

const isSpace = (letter: number) => letter === 0x20 || (letter >= 0x09 && letter <= 0x0d) || letter === 0x85;

/** Chinese characters: CJK Unified Ideographs and their extensions, compatibility ones, and 々. */
const isHan = (letter: number) =>
  (letter >= 0x3400 && letter <= 0x9fff) ||
  (letter >= 0x2_0000 && letter <= 0x3_ffff) ||
  (letter >= 0xf900 && letter <= 0xfaff) ||
  letter === 0x3005;

/** Chinese characters and kana. Hangul is folded to its letters, of which there are few. */
const isWide = (letter: number) => isHan(letter) || (letter >= 0x3040 && letter <= 0x30ff);
