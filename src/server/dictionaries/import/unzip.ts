import fs from "node:fs";
import { crc32 } from "node:zlib";
import { Unzip, UnzipInflate } from "fflate";
import { inflate, type Progress, readBytes, readFileBytes, slices } from "./bytes.ts";
import { importLimits } from "./limits.ts";
import { ImportProblem } from "./problems.ts";

/** A file in a zip. `bytes` must be read before the next file. */
export type ZipFile = { name: string; bytes: Iterable<Uint8Array> };

type Piece = { name: string; bytes: Uint8Array; isLast: boolean };

/**
 * The files of a zip, one after another, while it is read: nothing is written to the disk, so a path in a name cannot lead anywhere.
 * Throws `damaged` if the zip is cut, `too_large` if its content is.
 */
export function* unzip(
  path: string,
  isWanted: (name: string) => boolean,
  { limits = importLimits, onProgress }: { limits?: Limits; onProgress?: Progress | undefined } = {},
): Generator<ZipFile> {
  const pieces = readPieces(path, readSums(path), { isWanted, limits, onProgress });
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
      throw new ImportProblem("damaged", `${name} is incomplete`);
    }
    const own = bytes();
    yield { name, bytes: own };
    for (const _ of own); // skips what the caller did not read
  }
}

/** Bytes of the zip, and of all its files after decompression. */
type Limits = { fileBytes: number; unpackedBytes: number };
type Reading = { isWanted: (name: string) => boolean; limits: Limits; onProgress: Progress | undefined };

function* readPieces(path: string, sums: Sums, { isWanted, limits, onProgress }: Reading): Generator<Piece> {
  let pieces: Piece[] = [];
  let unpacked = 0;
  const unzipper = new Unzip((file) => {
    if (!isWanted(file.name)) return;
    let sum = 0;
    file.ondata = (error, bytes, isLast) => {
      if (error) throw new ImportProblem("damaged", `${file.name}: ${error.message}`);
      sum = crc32(bytes, sum);
      if (isLast && sums.get(file.name)?.includes(sum) === false)
        throw new ImportProblem("damaged", `${file.name}: wrong checksum`);
      unpacked += bytes.length;
      if (unpacked > limits.unpackedBytes) throw new ImportProblem("too_large", "the unpacked files are too large");
      pieces.push({ name: file.name, bytes, isLast });
    };
    file.start();
  });
  unzipper.register(UnzipInflate);
  for (const chunk of readFileBytes(path, onProgress, limits.fileBytes)) {
    for (const slice of slices(chunk)) {
      inflate(() => unzipper.push(slice));
      yield* pieces;
      pieces = [];
    }
  }
  inflate(() => unzipper.push(new Uint8Array(0), true));
  yield* pieces;
}

/** In bytes; that of 100,000 files is half as long. */
const mostDirectory = 16_000_000;

/** The checksums of files by their name, which two files of a zip may share. */
type Sums = Map<string, number[]>;

/**
 * Reads the directory at the end of a zip. Its last record begins with PK 05 06 and is at most 65,557 bytes long. In a zip of 4 GB or more the
 * directory is elsewhere; then there are no sums. Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
function readSums(path: string): Sums {
  const { size } = fs.statSync(path);
  const from = Math.max(0, size - 65_557);
  const tail = Buffer.from(readBytes(path, from, size - from));
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0 || at + 20 > tail.length) throw new ImportProblem("damaged", "the zip file has no end");
  const start = tail.readUInt32LE(at + 16);
  const directory = Buffer.from(readBytes(path, start, Math.min(mostDirectory, Math.max(0, from + at - start))));
  const sums: Sums = new Map();
  for (let entry = 0; entry + 46 <= directory.length && directory.readUInt32LE(entry) === 0x02014b50;) {
    const lengths = [28, 30, 32].map((field) => directory.readUInt16LE(entry + field));
    const name = directory.toString("utf8", entry + 46, entry + 46 + lengths[0]!);
    const own = sums.get(name) ?? [];
    own.push(directory.readUInt32LE(entry + 16));
    sums.set(name, own);
    entry += lengths.reduce((sum, length) => sum + length, 46);
  }
  return sums;
}
