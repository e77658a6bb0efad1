import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import fs from "node:fs/promises";
import { createPause } from "#server/slices.ts";

export type ZipEntry = {
  name: string;
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Pictures and sounds are compressed already. */
  isCompressed: boolean;
};

/** Writes a zip file piece by piece, and lets other work in between. Throws RangeError above `limit` bytes. */
export async function writeZip(path: string, entries: AsyncIterable<ZipEntry>, limit: number): Promise<number> {
  const file = await fs.open(path, "wx", 0o600);
  let waiting: Uint8Array[] = [];
  let written = 0;
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    waiting.push(bytes);
  });
  const pause = createPause();
  async function flush() {
    for (const bytes of waiting) {
      written += bytes.length;
      if (written > limit) throw new RangeError("the zip file is too large");
      await file.write(bytes);
    }
    waiting = [];
    await pause();
  }
  try {
    for await (const { name, bytes, isCompressed } of entries) {
      const entry = isCompressed ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
      // the time of a file says nothing, and without it equal exports have equal bytes
      entry.mtime = new Date(1980, 0, 1, 12);
      zip.add(entry);
      for await (const piece of bytes) {
        for (let from = 0; from < piece.length; from += pieceBytes) {
          entry.push(piece.subarray(from, from + pieceBytes));
          await flush();
        }
      }
      entry.push(new Uint8Array(0), true);
      await flush();
    }
    zip.end();
    await flush();
    return written;
  } finally {
    await file.close();
  }
}

const pieceBytes = 64 * 1024;
