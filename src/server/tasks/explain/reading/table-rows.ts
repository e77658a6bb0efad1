import { isWrittenIn, languages } from "#shared/languages/index.ts";
import type { ExplainQuestion } from "#server/tasks/explain/question.ts";
import { isLabel, type Label } from "./tables.ts";

export type Column = Label | "unknown";

const cellsOf = (line: string) =>
  line
    .replace(/^\s*[|｜]|[|｜]\s*$/g, "")
    .split(/[|｜]/)
    .map((cell) => cell.trim());

/** The columns that the head of a table names; null if the line is no head. */
export function readHead(question: ExplainQuestion, line: string): Column[] | null {
  if (!/[|｜]/.test(line)) return null;
  const columns = cellsOf(line).map((cell) => columnOf(question, cell));
  const known = columns.filter((column) => column !== "unknown").length;
  return columns.length >= 2 && known >= 2 && known >= columns.length - 1 && columns.includes("meaning")
    ? columns
    : null;
}

/** `日本語` heads the words of a Japanese sentence, and the meanings of a Korean one. */
function columnOf({ language }: ExplainQuestion, cell: string): Column {
  const kinds = (["number", "reading", "part", "word", "meaning", "note"] as const).filter((kind) =>
    isLabel(cell, kind),
  );
  const [first] = kinds;
  if (first !== "word" || !kinds.includes("meaning")) return first ?? "unknown";
  const isOwn = isWrittenIn(languages[language].name, language) && languages[language].name.includes(cell.slice(0, 1));
  return isOwn ? "word" : "meaning";
}

/** A row in the order number, word, reading, meaning: `| cat | 猫 | 1 |` → `1 | 猫 | cat`. Without a head the cells stay as they are. */
export function readRow(line: string, columns: readonly Column[] | null): string {
  if (!/[|｜]/.test(line)) return line;
  const cells = cellsOf(line);
  if (columns === null || cells.length !== columns.length) return cells.filter((cell) => cell !== "").join(" | ");
  const cell = (kind: Column) => cells[columns.indexOf(kind)] ?? "";
  return [cell("number"), cell("word"), cell("reading"), cell("meaning")].filter((text) => text !== "").join(" | ");
}
