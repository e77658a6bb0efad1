import type { Database } from "bun:sqlite";
import fs from "node:fs";

export type Reclaimer = ReturnType<typeof createReclaimer>;

/** Remembers that rows were deleted, so that the next start goes on if this one is killed. */
export function markSpace(db: Database) {
  db.run("INSERT OR IGNORE INTO space_to_reclaim (id) VALUES (1)");
}

/** Pages in one step: a few milliseconds. */
const pagesPerStep = 256;

/** Gives the space of deleted rows back to the disk, and overwrites every copy of them. */
export function createReclaimer(db: Database) {
  // closed last: closing any handle of the file drops the locks of SQLite on it (https://www.sqlite.org/howtocorrupt.html, 2.2)
  let file: number | undefined;

  return {
    /** A generator, so that other work is done between its steps. */
    *steps(): Generator<void> {
      if (db.query("SELECT 1 FROM space_to_reclaim").get() === null) return;
      const sql = "PRAGMA freelist_count";
      const free = () => db.query<{ freelist_count: number }, []>(sql).get()?.freelist_count ?? 0;
      for (let left = free(); left > 0; left -= pagesPerStep) {
        db.run(`PRAGMA incremental_vacuum(${pagesPerStep})`);
        yield;
      }
      db.run("PRAGMA wal_checkpoint(TRUNCATE)");
      if (db.filename === ":memory:") return;
      db.run("PRAGMA shrink_memory"); // a cached page would be written again with its old gap
      file ??= fs.openSync(db.filename, "r+");
      yield* overwriteGaps(file);
      db.run("DELETE FROM space_to_reclaim");
    },
    close() {
      if (file !== undefined) fs.closeSync(file);
      file = undefined;
    },
  };
}

/**
 * Overwrites the unused space in the middle of each page. `secure_delete` overwrites what SQLite deletes, but not the copies that stay behind when
 * it moves rows from a full page to another one. Nothing reads that space (https://www.sqlite.org/fileformat2.html#b_tree_pages), so a crash at
 * any moment leaves a valid file.
 */
function* overwriteGaps(file: number): Generator<void> {
  const header = Buffer.alloc(100);
  fs.readSync(file, header, 0, header.length, 0);
  const size = header.readUInt16BE(16);
  const reserved = header[20];
  if (size < 512 || reserved !== 0) return; // 1 stands for 65,536; we use 4,096
  const chunk = Buffer.alloc(size * pagesPerStep);
  for (let first = 0; ; first += pagesPerStep) {
    const read = fs.readSync(file, chunk, 0, chunk.length, first * size);
    for (let at = 0; at + size <= read; at += size) {
      const number = first + at / size + 1;
      const page = chunk.subarray(at, at + size);
      const gap = isMap(number, size) ? null : findGap(page, number === 1 ? header.length : 0);
      if (!gap || page.subarray(...gap).every((byte) => byte === 0)) continue;
      fs.writeSync(file, Buffer.alloc(gap[1] - gap[0]), 0, gap[1] - gap[0], (number - 1) * size + gap[0]);
    }
    if (read < chunk.length) break;
    yield;
  }
  fs.fsyncSync(file);
}

/** A page that says where other pages belong (auto_vacuum). The first one is page 2, and each describes the next size / 5 pages. */
const isMap = (number: number, size: number) => (number - 2) % (Math.floor(size / 5) + 1) === 0;

/** The space between the cell pointers and the cells of a page of a table or an index. Null for another page. */
function findGap(page: Buffer, header: number): [from: number, to: number] | null {
  const isInner = page[header] === 2 || page[header] === 5;
  const isLeaf = page[header] === 10 || page[header] === 13;
  if (!isInner && !isLeaf) return null;
  const from = header + (isInner ? 12 : 8) + 2 * page.readUInt16BE(header + 3);
  const to = page.readUInt16BE(header + 5) || 65_536;
  return from < to && to <= page.length ? [from, to] : null;
}
