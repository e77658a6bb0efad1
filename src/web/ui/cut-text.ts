/** In UTF-16 units. A longer text is drawn in blocks, so that the browser lays out only those that can be seen. */
export const longestInOnePiece = 3_000;
/** In UTF-16 units. The browser breaks all lines of a block in one go. */
const longestBlock = 2_000;
/** The longest run without a place for a line break. The time to break it grows with the square of its length, in some browsers with the cube. */
const longestRun = 400;
/** No letter of any language has as many marks. */
const mostMarks = 24;
/** A line break or a space this near to the end of a block ends the block earlier. */
const lookBack = 600;

/** Runs of anything but white space, letters between which a line can break, and characters that are always fast. */
const runs = /[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Latin}\x21-\x7e]+/gu;
/** Marks, joiners, and letters that all join into one syllable. */
const joined = /[\p{M}\u{200d}\u{1100}-\u{11ff}\u{a960}-\u{a97f}\u{d7b0}-\u{d7ff}]+/gu;

/** Common letters and signs. None of them joins its neighbour. The first search for the classes of `joined` takes a millisecond, and most texts need none. */
const plain =
  /^[\t-~\u00a0-\u02ff\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3030-\u3096\u309b-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/;
const hasJoined = (text: string) => !plain.test(text) && hasLonger(text, joined, mostMarks);
const hasRun = (text: string) => text.length > longestRun && hasLonger(text, runs, longestRun);

const hasLonger = (text: string, pattern: RegExp, most: number) => {
  for (const { 0: found } of text.matchAll(pattern)) if (found.length > most) return true;
  return false;
};

/** True if a browser would need far longer to draw the text than its length suggests: `「「「「…`, or a letter with 1,000 accents. */
export const isHardToDraw = (text: string): boolean => text.length > mostMarks && (hasJoined(text) || hasRun(text));

/** Cuts a text into blocks; joined, they are the text again. Cuts after a line break if there is one, else after a sentence, a space, or any letter. */
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
