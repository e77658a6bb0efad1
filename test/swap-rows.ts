import type { Database } from "bun:sqlite";
import fs from "node:fs";

/**
 * Damages a database so that reading it still works: the first two rows of a small table change places, which only a check of its integrity sees.
 * Format: https://www.sqlite.org/fileformat.html#b_tree_pages
 */
export function swapRows(db: Database, table: string) {
  const number = (sql: string, ...values: string[]) => db.query<{ n: number }, string[]>(sql).get(...values)?.n ?? 0;
  const page = number("SELECT rootpage AS n FROM sqlite_schema WHERE name = ?", table);
  const size = number("SELECT page_size AS n FROM pragma_page_size");
  const bytes = fs.readFileSync(db.filename);
  const cells = (page - 1) * size + 8; // the numbers of two bytes that say where the rows are
  const first = bytes.readUInt16BE(cells);
  bytes.writeUInt16BE(bytes.readUInt16BE(cells + 2), cells);
  bytes.writeUInt16BE(first, cells + 2);
  fs.writeFileSync(db.filename, bytes);
}
