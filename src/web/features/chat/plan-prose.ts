import { isHardToDraw } from "#web/ui/cut-text.ts";
import { hasDefinition, hasMarkdown, proseSpans } from "#web/text/markdown/split-prose.ts";

/** A piece of a text, drawn as Markdown, as sentences that can be pressed, or as plain text. */
type Drawn = { kind: "markdown" | "sentences" | "plain"; text: string };
/** `end`: its end in the whole text. */
export type PlannedPiece = Drawn & { end: number };

/**
 * The limits of what is drawn in full, in UTF-16 units and in signs (Markdown signs, ends of sentences, lines). The time of a Markdown parser can
 * grow with the square of the signs, and each sign can add an element to the page. An ordinary paragraph has a tenth of these signs.
 */
const most = {
  piece: { length: 8_000, signs: 600 },
  code: { length: 20_000, signs: 1_000 },
  text: { length: 40_000, signs: 2_500 },
};
/** The cost of a piece itself, counted in signs: a run of the parser, an element. */
const pieceCost = 6;
const sign = /[*_`~[\]<>|&\\@\n。！？]|:\/\/|www\.|[.!?] /g;
/** Quotes and lists nested too deeply for the parser. */
const deeplyNested = /^[ \t]{48,}\S|^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){12,}/m;

/**
 * Decides how each piece of a text is drawn. While a text grows, only its last pieces change. The work has a limit: all text after it becomes one
 * plain piece.
 */
export function planProse(text: string): PlannedPiece[] {
  const start = text.slice(0, most.text.length);
  const isWhole = start.length === text.length;
  // `[1]: https://…` defines `[1]` in any piece before it
  if (isWhole && text.length <= most.piece.length && hasDefinition(text))
    return [{ ...planPiece(text, false), end: text.length }];
  const spans = proseSpans(start);
  const planned: PlannedPiece[] = [];
  let left = most.text.signs;
  let end = 0;
  // if the text goes on after the beginning, so does its last piece
  for (const { from, to } of isWhole ? spans : spans.slice(0, -1)) {
    const piece = text.slice(from, to);
    left -= pieceCost + countSigns(piece, most.piece.signs);
    if (left < 0) break;
    planned.push({ ...planPiece(piece, hasDefinition(piece)), end: to });
    end = to;
  }
  const rest = text.slice(end).replace(/^[ \t]*\n+/, "");
  return rest.trim() === "" ? planned : [...planned, { kind: "plain", text: rest, end: text.length }];
}

function planPiece(text: string, isApart: boolean): Drawn {
  const limit = isCode(text) ? most.code : most.piece;
  const isPlain =
    isApart ||
    text.length > limit.length ||
    countSigns(text, limit.signs) === limit.signs ||
    deeplyNested.test(text) ||
    isHardToDraw(text);
  return { kind: isPlain ? "plain" : hasMarkdown(text) ? "markdown" : "sentences", text };
}

/** Counts up to a limit. In a block of code, only lines count. */
function countSigns(text: string, limit: number): number {
  let count = 0;
  for (const _ of text.matchAll(isCode(text) ? /\n/g : sign)) if (++count === limit) break;
  return count;
}

/** A single block of code, whose signs mean nothing. */
function isCode(text: string): boolean {
  const mark = /^(`{3,}|~{3,})[^`\n]*\n/.exec(text)?.[1];
  if (mark === undefined) return false;
  const end = text.indexOf(`\n${mark}`, mark.length);
  return end === -1 || text.slice(end + 1 + mark.length).trim() === "";
}
