/** In UTF-16 units. A longer text is drawn in blocks, so that the browser lays out only those that can be seen. */
export const longestInOnePiece = 3_000;
/** In UTF-16 units, for the browser breaks lines in a block at once. */
const longestBlock = 2_000;
/** A run without a place for a line break. Browsers take the square of its length to break it, and some the cube. */
const longestRun = 400;
/** More marks than a letter of any language has. */
const mostMarks = 24;
/** How far before the end of a block a line break, or a space, is worth ending it earlier. */
const lookBack = 600;

/** Everything but white space, letters between which a line can break, and what is always fast. */
const runs = /[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Latin}\x21-\x7e]+/gu;
/** Marks, joiners, and letters that all join into one syllable. */
const joined = /[\p{M}\u{200d}\u{1100}-\u{11ff}\u{a960}-\u{a97f}\u{d7b0}-\u{d7ff}]+/gu;

const hasLonger = (text: string, pattern: RegExp, most: number) => {
  for (const { 0: found } of text.matchAll(pattern)) if (found.length > most) return true;
  return false;
};

/** A text that a browser needs far longer to draw than its length lets expect: `「「「「…`, or a letter with 1,000 accents. */
export const isHardToDraw = (text: string): boolean =>
  text.length > mostMarks && (hasLonger(text, joined, mostMarks) || hasLonger(text, runs, longestRun));

/** Cuts a text into blocks; joined, they are the text again. After a line break if there is one, else after a space, else between two letters. */
export function cutText(text: string, longest = longestBlock): string[] {
  const blocks: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = endOfBlock(text, at, longest);
    blocks.push(text.slice(at, end));
    at = end;
  }
  return blocks;
}

function endOfBlock(text: string, at: number, longest: number): number {
  const end = at + longest;
  if (end >= text.length) return text.length;
  const near = text.slice(end - Math.min(lookBack, longest - 1), end);
  for (const sign of ["\n", "。", " "]) {
    const found = near.lastIndexOf(sign);
    if (found !== -1) return end - near.length + found + 1;
  }
  // not between the two halves of a character
  return /[\u{d800}-\u{dbff}]/u.test(text[end - 1] ?? "") && /[\u{dc00}-\u{dfff}]/u.test(text[end] ?? "")
    ? end - 1
    : end;
}
