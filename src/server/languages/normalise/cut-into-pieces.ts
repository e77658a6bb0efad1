import { beginningOf } from "#shared/beginning-of.ts";
import { letterRuns, type Span } from "#shared/normalise/letters.ts";

/** An analyser gets at most this much at once, in UTF-16 units. */
export const longestPiece = 2_000;

/** Where a text may be cut, best first. A text without any of them is cut at the limit. */
const cuts = [/[。！？!?…\n]["'」』”’）)]*(?=[^。！？!?…])/gu, /\s+/gu, /[、，,;；:：]/gu];

/** In a language that writes spaces, a longer run of letters is not a word, and analysing it would take very long. In UTF-16 units. */
const longestRun = 30;

/** Cuts a long text into pieces at sentence ends, line breaks and spaces. The pieces joined are the text. */
export function cutIntoPieces(text: string, { hasSpaces = false } = {}): Span[] {
  const pieces: Span[] = [];
  for (let start = 0; start < text.length;) {
    const end = text.length - start <= longestPiece ? text.length : start + lengthOfFirst(text, start);
    pieces.push({ start, end });
    start = end;
  }
  return hasSpaces ? pieces.flatMap((piece) => cutRuns(text, piece)) : pieces;
}

/** Cuts a piece inside its runs of letters that are too long. */
function cutRuns(text: string, piece: Span): Span[] {
  const places: number[] = [];
  for (const run of letterRuns(text, piece.start, piece.end))
    for (let at = run.start + longestRun; at < run.end; at += longestRun)
      places.push(/[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at);
  return [piece.start, ...places].map((start, index) => ({ start, end: places[index] ?? piece.end }));
}

function lengthOfFirst(text: string, start: number): number {
  const reach = text.slice(start, start + longestPiece);
  for (const cut of cuts) {
    const last = [...reach.matchAll(cut)].at(-1);
    if (last) return last.index + last[0].length;
  }
  return beginningOf(text.slice(start), longestPiece).length;
}
