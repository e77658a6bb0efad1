import type { Database } from "bun:sqlite";
import fs from "node:fs";
import { mergeIndex } from "./search/search-index.ts";

export type Reclaimer = ReturnType<typeof createReclaimer>;

/** Remembers that rows were deleted, so that the next start goes on if this one is killed. */
export function markSpace(db: Database) {
  db.run("INSERT INTO space_to_reclaim DEFAULT VALUES");
}

/** Pages in one step: a few milliseconds. */
const pagesPerStep = 256;

/** Gives the space of deleted rows back to the disk, and overwrites every copy of them. */
export function createReclaimer(db: Database, closing?: AbortSignal) {
  // closed last: closing any handle of the file drops the locks of SQLite on it (https://www.sqlite.org/howtocorrupt.html, 2.2)
  let file: number | undefined;
  let last = Promise.resolve();
  let next: Promise<void> | null = null;

  async function work() {
    if (closing?.aborted) return;
    for (const _ of steps()) {
      if (closing?.aborted) return;
      await new Promise(setImmediate);
    }
  }

  /** A generator, so that other work is done between its steps. */
  function* steps(): Generator<void> {
    // what is deleted from here on has a later mark, which stays
    const mark = db.query<{ last: number | null }, []>("SELECT max(id) AS last FROM space_to_reclaim").get()?.last;
    if (mark === null || mark === undefined) return;
    yield* mergeIndex(db);
    const sql = "PRAGMA freelist_count";
    const free = () => db.query<{ freelist_count: number }, []>(sql).get()?.freelist_count ?? 0;
    for (let left = free(); left > 0; left -= pagesPerStep) {
      db.run(`PRAGMA incremental_vacuum(${pagesPerStep})`);
      yield;
    }
    if (db.filename !== ":memory:") {
      file ??= fs.openSync(db.filename, "r+");
      const isDone = yield* overwriteGaps(file, () => forgetPages(db));
      if (!isDone) return;
    }
    db.query("DELETE FROM space_to_reclaim WHERE id <= ?").run(mark);
  }

  return {
    /** Resolves when everything that was deleted before this call is overwritten. One run at a time; the calls during a run share the next one. */
    reclaim(): Promise<void> {
      if (next) return next;
      const run = () => {
        next = null;
        return work();
      };
      next = last.then(run, run); // an error is for the callers of its own run
      last = next;
      return next;
    },
    /** Waits for the run that is under way. */
    async close() {
      await last.catch(() => {});
      if (file !== undefined) fs.closeSync(file);
      file = undefined;
    },
  };
}

/**
 * Leaves no copy of a page outside the database file: one in the log or in the cache would be written over the page later, with its old gap. False if
 * another process reads the database, which keeps the log.
 */
function forgetPages(db: Database): boolean {
  const result = db.query<{ busy: number }, []>("PRAGMA wal_checkpoint(TRUNCATE)").get();
  db.run("PRAGMA shrink_memory");
  return result?.busy === 0;
}

/**
 * Overwrites the unused space in the middle of each page. `secure_delete` overwrites what SQLite deletes, but not the copies that stay behind when
 * it moves rows from a full page to another one. Nothing reads that space (https://www.sqlite.org/fileformat2.html#b_tree_pages), so a crash at
 * any moment leaves a valid file. Others write between two steps, so each step begins with `forgetPages`. Returns whether it reached the end of the file.
 */
function* overwriteGaps(file: number, forgetPages: () => boolean): Generator<void, boolean> {
  if (!forgetPages()) return false; // before the header is read: all of it may be in the log
  const header = Buffer.alloc(100);
  fs.readSync(file, header, 0, header.length, 0);
  const size = header.readUInt16BE(16);
  const reserved = header[20];
  if (size < 512 || reserved !== 0) return true; // 1 stands for 65,536; we use 4,096
  const chunk = Buffer.alloc(size * pagesPerStep);
  for (let first = 0; ; first += pagesPerStep) {
    if (!forgetPages()) return false;
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
  return true;
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
