import fs from "node:fs";
import { crc32 } from "node:zlib";
import { Gunzip } from "fflate";
import { importLimits } from "./limits.ts";
import { ImportProblem } from "./problems.ts";

const chunkBytes = 256 * 1024;

/** Called with the share of the file that has been read, from 0 to 1. */
export type Progress = (fraction: number) => void;

/**
 * The bytes of a file, in pieces. Synchronous, because an import has a thread of its own. The file is open only while a piece is read: a
 * thread that is ended in the middle closes nothing, and a deleted file keeps its space on the disk while it is open.
 */
export function* readFileBytes(
  path: string,
  onProgress: Progress = () => {},
  mostBytes = importLimits.fileBytes,
): Generator<Uint8Array> {
  const { size } = fs.statSync(path);
  if (size > mostBytes) throw new ImportProblem("too_large", `the file has ${size} bytes`);
  for (let read = 0; ;) {
    const chunk = readBytes(path, read, chunkBytes); // a new one each time: decompressors keep it
    if (chunk.length === 0) return;
    read += chunk.length;
    yield chunk;
    onProgress(size === 0 ? 1 : read / size);
  }
}

/** Decompresses a gzip file. Throws `damaged` if it is cut or its checksum (RFC 1952: the last 8 bytes) is wrong, `too_large` for a bomb. */
export function* gunzip(bytes: Iterable<Uint8Array>): Generator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  let isWhole = false;
  const unpacker = new Gunzip((piece, isLast) => {
    pieces.push(piece);
    isWhole ||= isLast;
  });
  let sum = 0;
  let length = 0;
  let tail = new Uint8Array(0);
  function* flush() {
    for (const piece of pieces) {
      length += piece.length;
      if (length > importLimits.unpackedBytes) throw new ImportProblem("too_large", "the unpacked file is too large");
      sum = crc32(piece, sum);
      yield piece;
    }
    pieces = [];
  }
  for (const chunk of bytes) {
    tail = lastBytes(tail, chunk);
    for (const slice of slices(chunk)) {
      inflate(() => unpacker.push(slice));
      yield* flush();
    }
  }
  inflate(() => unpacker.push(new Uint8Array(0), true));
  yield* flush();
  const end = new DataView(tail.buffer, tail.byteOffset, tail.length);
  if (!isWhole || tail.length < 8 || end.getUint32(0, true) !== sum || end.getUint32(4, true) !== length % 2 ** 32)
    throw new ImportProblem("damaged", "the compressed file is incomplete");
}

/** Small pieces bound what one of them can unpack to: deflate makes at most 1,032 bytes of one. */
export function* slices(chunk: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < chunk.length; from += 16 * 1024) yield chunk.subarray(from, from + 16 * 1024);
}

function lastBytes(tail: Uint8Array, chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(tail.length + Math.min(chunk.length, 8));
  joined.set(tail);
  joined.set(chunk.subarray(-8), tail.length);
  return joined.slice(-8);
}

/** Translates the failures of the decompressor. */
export function inflate(step: () => void) {
  try {
    step();
  } catch (error) {
    if (error instanceof ImportProblem) throw error;
    throw new ImportProblem("damaged", `cannot be unpacked: ${String(error)}`);
  }
}

/** At most `count` bytes of a file. */
export function readBytes(path: string, position: number, count: number): Uint8Array {
  const file = fs.openSync(path, "r");
  try {
    const bytes = new Uint8Array(count);
    return bytes.subarray(0, fs.readSync(file, bytes, 0, count, position));
  } finally {
    fs.closeSync(file);
  }
}
