import type { LearningLanguage } from "#shared/languages/types.ts";
import { longestSentence, type Sentence, splitSentences } from "./sentences.ts";

/** A line or a cell of an answer as a reader sees it, and where it stands in the Markdown, in UTF-16 units. */
type Block = { text: string; from: number; to: number };

/** The first sentence in the language that a reader of the Markdown sees. */
export function firstSeenSentence(markdown: string, language: LearningLanguage): Sentence | undefined {
  const blocks = seenBlocks(markdown);
  const [first] = splitSentences(blocks.map(({ text }) => text).join("\n"), language);
  if (!first) return undefined;
  let end = -1;
  const block = blocks.find(({ text }) => first.at <= (end += text.length + 1));
  if (!block) return undefined;
  // marks inside the sentence hide it in the Markdown: then it is at its line
  const at = markdown.slice(block.from, block.to).indexOf(first.text);
  return { ...first, at: block.from + Math.max(0, at) };
}

/** Leaves out code, which nobody reads as text, and table headers, which hold no sentences. */
function seenBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let fence: string | null = null;
  for (const { 0: line, index } of markdown.matchAll(/[^\n]+/g)) {
    const mark: string | undefined = /^\s*(?:>\s*)*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === null || mark.startsWith(fence))) fence = fence === null ? mark : null;
    else if (fence === null) {
      const row = withoutLead(line);
      if (isTableRule.test(row)) dropRow(blocks, markdown.lastIndexOf("\n", index - 2) + 1);
      else for (const cell of cellsOf(line, index)) blocks.push(cell);
    }
  }
  return blocks;
}

const isTableRule = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$|^\s*\|\s*:?-+:?\s*\|\s*$/;

function dropRow(blocks: Block[], start: number): void {
  while ((blocks.at(-1)?.from ?? -1) >= start) blocks.pop();
}

/** A row of a table begins with a bar, or has one between spaces. A line break in HTML ends a line too. */
function cellsOf(line: string, start: number): Block[] {
  const isRow = /^\s*\||\s\|\s/.test(line);
  const ends = isRow ? /(?<!\\)\||<br\s*\/?>/gi : /<br\s*\/?>/gi;
  const cells: Block[] = [];
  let from = 0;
  const add = (to: number) => cells.push({ text: seenLine(line.slice(from, to)), from: start + from, to: start + to });
  for (const { 0: end, index } of line.matchAll(ends)) {
    add(index);
    from = index + end.length;
  }
  add(line.length);
  return cells;
}

/** The Markdown marks of quotes, lists and headings before the text of a line. */
const lead = /^(?:\s*(?:>|(?:[-*+]|\d{1,9}[.)]|#{1,6})(?=\s)))*\s*(?:\[[ xX]\]\s)?/;
const withoutLead = (line: string) => line.replace(lead, "");

const inside = `.{1,${longestSentence}}?`;
const emphasis = [
  new RegExp(String.raw`(\*{2,3}|~~)(?=\S)(${inside})(?<=\S)\1`, "g"),
  // `5*3` is not emphasis
  new RegExp(String.raw`(?<![A-Za-z0-9)*])(\*)(?=[^\s*])(${inside})(?<=\S)\1`, "g"),
  // `snake_case` is a name; doubled marks also work around words that have no spaces
  new RegExp(String.raw`(?<![A-Za-z0-9_])(__)(?=\S)(${inside})(?<=\S)\1(?![A-Za-z0-9_])`, "g"),
  new RegExp(String.raw`(?<![\p{L}\p{N}_])(_)(?=\S)(${inside})(?<=\S)\1(?![\p{L}\p{N}_])`, "gu"),
];
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

/** `1. **猫**が[好き](https://…)です。` → `猫が好きです。` */
function seenLine(line: string): string {
  const text = withoutLead(line)
    .replace(/(?<=\S)\s+#+\s*$|\\$/, "")
    .replace(/<(rt|rp)>[^<]*<\/\1>|<\/?(?:ruby|rb)>/gi, "")
    .replace(/!\[[^[\]]*\]\([^()\s]*\)/g, "")
    .replace(/\[([^[\]]+)\]\([^()]*\)/g, "$1")
    .replace(/`+/g, "");
  // emphasis inside emphasis: **_大切_**
  const bare = [...emphasis, ...emphasis].reduce((rest, each) => rest.replace(each, "$2"), text);
  return bare
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => entities[name] ?? "");
}
