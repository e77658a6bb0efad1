export type Separator = "," | "\t";

/** A spreadsheet calculates a cell that begins so: `=HYPERLINK("http://…")`, in East Asia also `＝1`. The sign before it makes it text. */
const guarded = (cell: string) => (/^[=+\-@＝＋－＠\t\r\n]/.test(cell) ? `'${cell}` : cell);

/** One line of a table, as RFC 4180 writes it. */
export function toLine(cells: readonly string[], separator: Separator): string {
  return `${cells.map((cell) => quoted(guarded(cell), separator)).join(separator)}\r\n`;
}

const quoted = (cell: string, separator: Separator) =>
  cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
