import fs from "node:fs";
import { Readable } from "node:stream";
import { crc32, createInflateRaw, createZstdDecompress } from "node:zlib";
import { FileProblem } from "./file-problem.ts";
import { readAt, type ZipItem } from "./zip-directory.ts";

const chunkBytes = 64 * 1024;

/**
 * Writes the content of a file in a zip to `target`. Counts the bytes that really come out, whatever the archive claims: `too_large` above
 * `limit`. `damaged` if the checksum is wrong.
 */
export async function unpackItem(
  archive: number,
  item: ZipItem,
  { target, limit, isZstd }: { target: string; limit: number; isZstd: boolean },
): Promise<void> {
  const out = fs.openSync(target, "w", 0o600);
  try {
    let bytes = 0;
    for await (const chunk of isZstd ? unzstd(content(archive, item, limit)) : content(archive, item, limit)) {
      bytes += chunk.length;
      if (bytes > limit) throw new FileProblem("too_large", `${item.name} unpacks to more than ${limit} bytes`);
      fs.writeSync(out, chunk);
    }
  } finally {
    fs.closeSync(out);
  }
}

/** The bytes of a file in the zip, before any compression of its own. */
async function* content(archive: number, item: ZipItem, limit: number): AsyncGenerator<Uint8Array> {
  const pieces = item.method === 8 ? decompress(packed(archive, item), createInflateRaw()) : packed(archive, item);
  if (item.method !== 8 && item.method !== 0) throw new FileProblem("unknown_format", `method ${item.method} of a zip`);
  let sum = 0;
  let bytes = 0;
  for await (const piece of pieces) {
    sum = crc32(piece, sum);
    bytes += piece.length;
    if (bytes > limit) throw new FileProblem("too_large", `${item.name} unpacks to more than ${limit} bytes`);
    yield piece;
  }
  if (sum !== item.crc) throw new FileProblem("damaged", `${item.name} has a wrong checksum`);
}

function* packed(archive: number, { offset, packedBytes, name }: ZipItem): Generator<Uint8Array> {
  const header = readAt(archive, offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50)
    throw new FileProblem("damaged", `${name} is missing`);
  let at = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  for (const end = at + packedBytes; at < end;) {
    const piece = readAt(archive, at, Math.min(chunkBytes, end - at));
    if (piece.length === 0) throw new FileProblem("damaged", `${name} is cut`);
    at += piece.length;
    yield piece;
  }
}

const unzstd = (bytes: AsyncIterable<Uint8Array>) => decompress(bytes, createZstdDecompress());

/** The reader is asked only when the last piece was taken, so a bomb is stopped by whoever counts the bytes. */
async function* decompress(
  bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  unpacker: NodeJS.ReadWriteStream & { destroy: () => void },
): AsyncGenerator<Uint8Array> {
  const source = Readable.from(bytes);
  source.on("error", (error) => unpacker.emit("error", error));
  try {
    for await (const piece of source.pipe(unpacker)) {
      if (typeof piece === "string") continue; // no encoding was set
      yield piece;
    }
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw new FileProblem("damaged", `cannot be unpacked: ${String(error)}`);
  } finally {
    source.destroy();
    unpacker.destroy();
  }
}
