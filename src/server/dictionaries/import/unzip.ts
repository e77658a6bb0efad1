import fs from "node:fs";
import { Unzip, UnzipInflate } from "fflate";
import { inflate, type Progress, readFileBytes, slices } from "./bytes.ts";
import { importLimits } from "./limits.ts";
import { ImportProblem } from "./problems.ts";

/** A file in a zip. `bytes` must be read before the next file. */
export type ZipFile = { name: string; bytes: Iterable<Uint8Array> };

type Piece = { name: string; bytes: Uint8Array; isLast: boolean };

/**
 * The files of a zip, one after another, while it is read: nothing is written to the disk, so a path in a name cannot lead anywhere.
 * Throws `damaged` if the zip is cut, `too_large` if its content is.
 */
export function* unzip(path: string, isWanted: (name: string) => boolean, onProgress?: Progress): Generator<ZipFile> {
  if (!hasEnd(path)) throw new ImportProblem("damaged", "the zip file has no end");
  const pieces = readPieces(path, isWanted, onProgress);
  let next = pieces.next();
  while (!next.done) {
    const { name } = next.value;
    function* bytes() {
      while (!next.done && next.value.name === name) {
        const piece: Piece = next.value;
        yield piece.bytes;
        next = pieces.next();
        if (piece.isLast) return;
      }
      throw new ImportProblem("damaged", `${name} is not whole`);
    }
    const own = bytes();
    yield { name, bytes: own };
    for (const _ of own); // skips what the caller did not read
  }
}

function* readPieces(path: string, isWanted: (name: string) => boolean, onProgress?: Progress): Generator<Piece> {
  let pieces: Piece[] = [];
  let unpacked = 0;
  const unzipper = new Unzip((file) => {
    if (!isWanted(file.name)) return;
    file.ondata = (error, bytes, isLast) => {
      if (error) throw new ImportProblem("damaged", `${file.name}: ${error.message}`);
      unpacked += bytes.length;
      if (unpacked > importLimits.unpackedBytes)
        throw new ImportProblem("too_large", "the unpacked files are too large");
      pieces.push({ name: file.name, bytes, isLast });
    };
    file.start();
  });
  unzipper.register(UnzipInflate);
  for (const chunk of readFileBytes(path, onProgress)) {
    for (const slice of slices(chunk)) {
      inflate(() => unzipper.push(slice));
      yield* pieces;
      pieces = [];
    }
  }
  inflate(() => unzipper.push(new Uint8Array(0), true));
  yield* pieces;
}

/** A zip ends with its directory, whose last record begins with PK 05 06 and is at most 65,557 bytes long. */
function hasEnd(path: string): boolean {
  const file = fs.openSync(path, "r");
  try {
    const { size } = fs.fstatSync(file);
    const tail = new Uint8Array(Math.min(size, 65_557));
    fs.readSync(file, tail, 0, tail.length, size - tail.length);
    return Buffer.from(tail).lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06])) >= 0;
  } finally {
    fs.closeSync(file);
  }
}
