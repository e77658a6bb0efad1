import { completeInline } from "./complete-inline.ts";
import { openFence } from "./split-prose.ts";

/**
 * Completes the Markdown of a growing text: adds missing closing marks, and removes marks whose meaning depends on the text to come:
 * `これは**大` → `これは**大**`, `本です。\n-` → `本です。`. So no sign appears and disappears again, and no sentence becomes a heading for a moment.
 */
export function completeMarkdown(text: string): string {
  const fence = openFence(text, null);
  if (fence !== null) return withoutHalfFence(text, fence);
  const last = lastLineStart(text);
  const shown = isOnlySigns(text.slice(last)) ? text.slice(0, last) : text;
  const content = shown.trimEnd();
  // the text before a blank line is finished
  if (/\n[ \t]*\n/.test(shown.slice(content.length))) return shown;
  const start = startOfInline(content);
  const completed = content.slice(0, start) + completeInline(content.slice(start));
  const line = lastLineStart(completed);
  return isOnlySigns(completed.slice(line)) ? completed.slice(0, line) : completeTable(completed);
}

/** A line that has no text yet: the mark of a list, heading or quote, a rule, a fence, the beginning of a table. */
const isOnlySigns = (line: string) => line.length <= longestSigns && onlySigns.test(line);
/** The pattern tries each way to divide a run of spaces. */
const longestSigns = 100;
const onlySigns =
  /^[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|\d{1,9}[.)]?)[ \t]*(?:\[[ xX]?\]?)?[ \t]*|#{1,6}[ \t]*|[-=_* \t]*|`{1,2}|~{1,2}|\|[ \t]*)$/;

const lastLineStart = (text: string) => text.lastIndexOf("\n") + 1;

const beginsBlock = /^[ \t]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|>)/;
const isRow = (line: string) => /^[ \t]*\|/.test(line);

/** Bold text can begin some lines earlier, but not before a blank line, in another item or in another cell. */
function startOfInline(text: string): number {
  let start = lastLineStart(text);
  if (isRow(text.slice(start))) return text.lastIndexOf("|") + 1;
  while (start > 0 && !beginsBlock.test(text.slice(start))) {
    const before = lastLineStart(text.slice(0, start - 1));
    const line = text.slice(before, start);
    if (line.trim() === "" || isRow(line)) break;
    start = before;
  }
  return start + (beginsBlock.exec(text.slice(start))?.[0].length ?? 0);
}

/** In an open block of code: without a line that may become its end, and without the line that begins it. */
function withoutHalfFence(text: string, fence: string): string {
  const start = lastLineStart(text);
  const line = text.slice(start).trim();
  const isBeginning = openFence(text.slice(0, start), null) === null;
  return isBeginning || (line !== "" && fence.startsWith(line)) ? text.slice(0, start) : text;
}

/** A table is one from its first line: `| 語 | 読` gets the second line, which makes it a table. */
function completeTable(text: string): string {
  const [last = "", header = "", before = ""] = text.split("\n").slice(-3).reverse();
  if (header.includes("|") && !isRow(before) && /^[ \t|:-]+$/.test(last))
    return text.slice(0, lastLineStart(text)) + secondLine(header);
  if (isRow(last) && !isRow(header) && /[^|\s]/.test(last)) {
    const line = text.trimEnd();
    return `${line}${line.endsWith("|") ? "" : " |"}\n${secondLine(last)}`;
  }
  return text;
}

function secondLine(header: string): string {
  const cells = header
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/);
  return `|${"-|".repeat(cells.length)}`;
}
