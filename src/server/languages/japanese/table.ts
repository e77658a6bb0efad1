/** The rows of a table that a teacher can correct: columns divided by tabs. A line that begins with `#` is a comment. */
export function readTable(table: string): string[][] {
  return table
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => line.split("\t").map((cell) => cell.trim()));
}

/** The items of a cell. `-` stands for none. */
export const listOf = (cell: string | undefined, divider: string | RegExp = ","): string[] =>
  !cell || cell === "-" ? [] : cell.split(divider).filter(Boolean);
