import type { SearchPiece } from "#shared/search.ts";
import type { Found, Span } from "./match.ts";

/** How much of a long text is shown before and after the first match, in UTF-16 units. */
const before = 24;
const after = 120;

/** The part of a text around its first match, in pieces that say which of them matched. */
export function toExcerpt({ text, spans }: Found): SearchPiece[] {
  const first = spans[0]?.start ?? 0;
  const from = text.length <= before + after ? 0 : borderAt(text, Math.max(0, first - before));
  const to = borderAt(text, Math.min(text.length, Math.max(first, from) + after));
  const pieces: SearchPiece[] = from > 0 ? [{ text: "…", isMatch: false }] : [];
  let at = from;
  for (const { start, end } of joined(spans)) {
    if (start >= to) break;
    if (start > at) pieces.push({ text: text.slice(at, start), isMatch: false });
    pieces.push({ text: text.slice(Math.max(start, at), Math.min(end, to)), isMatch: true });
    at = Math.min(end, to);
  }
  if (at < to) pieces.push({ text: text.slice(at, to), isMatch: false });
  if (to < text.length) pieces.push({ text: "…", isMatch: false });
  return pieces.map(toLine).filter((piece) => piece.text !== "");
}

/** Merges spans that overlap or touch. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else all.push({ start: span.start, end: span.end });
  }
  return all;
}

/** Puts the text on one line, and removes the marks of bold text and code unless the search was for them. */
function toLine({ text, isMatch }: SearchPiece): SearchPiece {
  const plain = text.replaceAll(/\*\*|`/g, "");
  return { text: (isMatch && plain === "" ? text : plain).replaceAll(/\s+/gu, " "), isMatch };
}

/** Never inside a surrogate pair. */
const borderAt = (text: string, at: number): number => (/[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at);
