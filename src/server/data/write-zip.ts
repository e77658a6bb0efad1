import fs from "node:fs";
import { Zip, ZipDeflate } from "fflate";
import { AppError } from "#server/errors.ts";
import { exportLimits } from "./export-format.ts";

export type ZipWriter = {
  addText(name: string, pieces: Iterable<string>): void;
  addFile(name: string, path: string): void;
  /** Writes the directory at the end of the zip. */
  end(): void;
  /** Closes the file, also of a zip that failed: while it is open, its space on the disk is not free. */
  [Symbol.dispose](): void;
};

const chunkBytes = 256 * 1024;

/** Writes a zip to a file, piece by piece. Deflated, also pictures: only then does a reader know where each file ends. */
export function openZip(path: string): ZipWriter {
  const file = fs.openSync(path, "wx", 0o600);
  let written = 0;
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    written += bytes.length;
    if (written > exportLimits.fileBytes) throw new AppError("too_large", "A zip holds at most 4 GB.");
    fs.writeSync(file, bytes);
  });
  const add = (name: string, level: 1 | 6) => {
    const entry = new ZipDeflate(name, { level });
    zip.add(entry);
    return entry;
  };
  return {
    addText(name, pieces) {
      const entry = add(name, 6);
      const encoder = new TextEncoder();
      for (const piece of pieces) entry.push(encoder.encode(piece));
      entry.push(new Uint8Array(0), true);
    },
    addFile(name, path) {
      const entry = add(name, 1);
      const source = fs.openSync(path, "r");
      try {
        for (;;) {
          const chunk = new Uint8Array(chunkBytes); // a new one each time: the compressor keeps it
          const read = fs.readSync(source, chunk);
          if (read === 0) break;
          entry.push(chunk.subarray(0, read));
        }
      } finally {
        fs.closeSync(source);
      }
      entry.push(new Uint8Array(0), true);
    },
    end() {
      zip.end();
      fs.fsyncSync(file);
    },
    [Symbol.dispose]: () => fs.closeSync(file),
  };
}
