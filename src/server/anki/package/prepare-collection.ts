import fs from "node:fs";
import { readAt } from "./zip-directory.ts";

const unknown = Buffer.from("COLLATE unicase");
const known = Buffer.from("COLLATE NOCASE ");

/** Kinds of pages of a B-tree of a table. */
const interior = 0x05;
const leaf = 0x0d;

/**
 * Makes our copy of a collection readable.
 * - Newer collections sort names by Anki's own collation. SQLite has none of that name here and refuses to read such tables at all, so another
 *   one, which is as long, is written into the schema. Only the order of the names in their indexes becomes wrong, and nobody searches in those.
 * - A collection in write-ahead mode would get two more files when it is opened.
 * Format: https://www.sqlite.org/fileformat2.html
 */
export function prepareCollection(path: string): void {
  const file = fs.openSync(path, "r+");
  try {
    const stated = readAt(file, 16, 2);
    if (stated.length < 2) return;
    fs.writeSync(file, Buffer.from([1, 1]), 0, 2, 18); // the versions for writing and reading: 2 means write-ahead
    const pageSize = stated.readUInt16BE(0) === 1 ? 65_536 : stated.readUInt16BE(0);
    const last = Math.ceil(fs.fstatSync(file).size / pageSize);
    const pages = [1];
    const seen = new Set(pages);
    for (let number = pages.pop(); number !== undefined; number = pages.pop()) {
      const page = readAt(file, (number - 1) * pageSize, pageSize);
      const header = number === 1 ? 100 : 0; // the header of the file comes first
      if (page.length < header + 12) continue;
      if (page[header] === interior) {
        for (const child of childrenOf(page, header)) {
          // marked when it is listed, not when it is read: a hostile file can name a page millions of times
          if (child < 1 || child > last || seen.has(child)) continue;
          seen.add(child);
          pages.push(child);
        }
      } else if (page[header] === leaf && replaceAll(page))
        fs.writeSync(file, page, 0, page.length, (number - 1) * pageSize);
    }
  } finally {
    fs.closeSync(file);
  }
}

function childrenOf(page: Buffer, header: number): number[] {
  const children = [page.readUInt32BE(header + 8)];
  for (let cell = 0; cell < page.readUInt16BE(header + 3); cell++) {
    const pointer = header + 12 + 2 * cell;
    const at = pointer + 2 <= page.length ? page.readUInt16BE(pointer) : page.length;
    if (at + 4 <= page.length) children.push(page.readUInt32BE(at));
  }
  return children;
}

function replaceAll(page: Buffer): boolean {
  let at = page.indexOf(unknown);
  const isFound = at >= 0;
  for (; at >= 0; at = page.indexOf(unknown, at)) known.copy(page, at);
  return isFound;
}
