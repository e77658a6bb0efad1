import type { PartOfSpeech } from "#shared/card.ts";
import { languages } from "#shared/languages/index.ts";
import { guessPartOfSpeech, toPartOfSpeech } from "./parts-of-speech.ts";

export type Row = { surface: string; reading: string; partOfSpeech: PartOfSpeech; meaning: string };

/**
 * Reads one line of a card as a word; null if it is not a row.
 * `猫 | ねこ | noun | cat`, `| 猫 ｜ ねこ ｜ 名詞 ｜ cat |`, `- 猫⇥ねこ⇥noun⇥cat`, `猫 | noun | cat`, `猫 | cat`.
 */
export function parseRow(line: string): Row | null {
  const [surface = "", ...cells] = splitRow(line);
  if (!surface || cells.length === 0 || isTableSyntax(line)) return null;
  const { reading, part, meaning } = toColumns(cells);
  const said = cleanReading(reading);
  const told = isNothing(meaning) ? "" : meaning;
  const known = toPartOfSpeech(part);
  return {
    surface,
    reading: said === surface ? "" : said,
    partOfSpeech: known ?? guessPartOfSpeech(part) ?? "other",
    // keep an unknown part of speech readable in the meaning: `verb (past)` → `(verb (past)) went`
    meaning: known || isNothing(part) ? told : `(${part}) ${told}`.trim(),
  };
}

/** Whether the line is the rule or the head of a Markdown table: `|---|:--:|`, `word | reading | …`. */
export function isTableSyntax(line: string): boolean {
  const cells = splitRow(line);
  if (cells.length < 2) return false;
  if (cells.every((cell) => /^:?-{2,}:?$/.test(cell))) return true;
  const [first = "", second = ""] = cells.map((cell) => cell.toLowerCase());
  return /^(surface|word|words)$/.test(first) && /^(reading|pronunciation|pinyin|kana)$/.test(second);
}

export const hasBar = (line: string) => /[|｜│\t]/.test(line);

function splitRow(line: string): string[] {
  const row = line.trim().replace(/^(?:[-*•・]|\d+[.)])\s+/, "");
  const bar = /[|｜│]/;
  if (!bar.test(row)) return row.split(/\t+/).map(cleanCell);
  return row
    .replace(/^[|｜│]/, "")
    .replace(/[|｜│]$/, "")
    .split(bar)
    .map(cleanCell);
}

/** Assigns the columns of a short row: first by a known part of speech, then by the letters of a reading. */
function toColumns(cells: string[]): { reading: string; part: string; meaning: string } {
  const [first = "", second = "", ...rest] = cells;
  const meaning = rest.join(" | ");
  if (cells.length === 1) {
    if (toPartOfSpeech(first)) return { reading: "", part: first, meaning: "" };
    return looksLikeReading(first)
      ? { reading: first, part: "", meaning: "" }
      : { reading: "", part: "", meaning: first };
  }
  if (cells.length === 2) {
    if (toPartOfSpeech(second)) return { reading: first, part: second, meaning: "" };
    if (toPartOfSpeech(first)) return { reading: "", part: first, meaning: second };
    return { reading: first, part: "", meaning: second };
  }
  if (!toPartOfSpeech(second) && toPartOfSpeech(first)) return { reading: second, part: first, meaning };
  return { reading: first, part: second, meaning };
}

/** Whether the cell is only kana, only Hangul, or Latin letters with a tone mark. */
const looksLikeReading = (cell: string) => Object.values(languages).some((language) => language.looksLikeReading(cell));

function cleanReading(cell: string): string {
  if (isNothing(cell)) return "";
  const [, inside] = /^[[［/](.+)[\]］/]$/.exec(cell) ?? [];
  return (inside ?? cell).trim();
}

const isNothing = (cell: string) => /^[-–—ー]?$/.test(cell) || /^n\/?a$/i.test(cell);

/** `**猫** → 猫` */
const cleanCell = (cell: string) =>
  cell
    .trim()
    .replace(/^(\*\*|`)(.*)\1$/, "$2")
    .trim();
