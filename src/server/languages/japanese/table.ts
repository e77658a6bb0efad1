import { tableLines } from "#shared/table-lines.ts";
/** The rows of a table that a teacher can correct: columns divided by tabs. */
export function readTable(table: string): string[][] {
  return tableLines(table).map((line) => line.split("\t").map((cell) => cell.trim()));
}

/** The items of a cell. `-` stands for none. */
export const listOf = (cell: string | undefined, divider: string | RegExp = ","): string[] =>
  !cell || cell === "-" ? [] : cell.split(divider).filter(Boolean);
