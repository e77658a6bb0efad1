import fs from "node:fs";
import { FileProblem } from "./file-problem.ts";
import { readLimits } from "./read-limits.ts";

export type ZipItem = {
  name: string;
  /** 0: stored, 8: deflate. */
  method: number;
  crc: number;
  packedBytes: number;
  /** As the directory claims; nothing relies on it. */
  claimedBytes: number;
  /** Where its header begins. */
  offset: number;
};

const damaged = (message: string) => new FileProblem("damaged", message);

/**
 * The files of a zip, by the directory at its end. Refuses the whole archive if a name in it is unsafe, occurs twice, or is a link: an archive
 * that tries such a thing deserves no trust. Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function readDirectory(file: number): ZipItem[] {
  const { size } = fs.fstatSync(file);
  const { count, start, length } = findDirectory(file, size);
  if (count > readLimits.entries || length > readLimits.directoryBytes)
    throw new FileProblem("too_large", `the archive has ${count} files`);
  if (start + length > size) throw damaged("the directory is cut");
  const directory = readAt(file, start, length);
  const items: ZipItem[] = [];
  const names = new Set<string>();
  for (let at = 0; items.length < count;) {
    if (at + 46 > length || directory.readUInt32LE(at) !== 0x02014b50) throw damaged("the directory is broken");
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
      directory.readUInt16LE(at + field),
    ) as [number, number, number];
    const end = at + 46 + nameLength + extraLength + commentLength;
    if (end > length) throw damaged("the directory is broken");
    const name = directory.toString("utf8", at + 46, at + 46 + nameLength);
    const mode = directory.readUInt32LE(at + 38) >>> 16;
    checkName(name, names, (mode & 0o170000) === 0o120000);
    if ((directory.readUInt16LE(at + 8) & 1) === 1) throw new FileProblem("encrypted", `${name} is encrypted`);
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const sizes = readLongSizes(
      extra,
      [24, 20, 42].map((field) => directory.readUInt32LE(at + field)),
    );
    const [claimedBytes, packedBytes, offset] = sizes as [number, number, number];
    items.push({
      name,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      claimedBytes,
      packedBytes,
      offset,
    });
    at = end;
  }
  return items;
}

/** Names that Windows, macOS and Linux would write outside of the folder, or over another file of the archive. */
function checkName(name: string, names: Set<string>, isLink: boolean) {
  const isUnsafe = name === "" || name.length > 255 || /[\\:\p{Cc}]|^\/|(^|\/)\.\.(\/|$)/u.test(name);
  const folded = name.normalize("NFC").toLowerCase();
  if (isUnsafe || isLink || names.has(folded))
    throw new FileProblem("unsafe", `the archive has a file ${JSON.stringify(name)}`);
  names.add(folded);
}

/** The end of a zip begins with PK 05 06 and is at most 65,557 bytes long. An archive of 4 GB or more has a longer one before it. */
function findDirectory(file: number, size: number): { count: number; start: number; length: number } {
  const from = Math.max(0, size - 65_557);
  const tail = readAt(file, from, size - from);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0 || at + 22 > tail.length) throw damaged("the archive has no end");
  const short = {
    count: tail.readUInt16LE(at + 10),
    length: tail.readUInt32LE(at + 12),
    start: tail.readUInt32LE(at + 16),
  };
  const locator = at - 20;
  const isLong = short.count === 0xffff || short.start === 0xffffffff || short.length === 0xffffffff;
  if (!isLong || locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50) return short;
  const record = readAt(file, toNumber(tail.readBigUInt64LE(locator + 8)), 56);
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) throw damaged("the archive has no end");
  return {
    count: toNumber(record.readBigUInt64LE(32)),
    length: toNumber(record.readBigUInt64LE(40)),
    start: toNumber(record.readBigUInt64LE(48)),
  };
}

/** Sizes of 4 GB and more stand in the extra field 1, in this order, where the short ones are all ones. */
function readLongSizes(extra: Buffer, sizes: number[]): number[] {
  let long: Buffer | null = null;
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) long = extra.subarray(at + 4, end);
    at = end;
  }
  let used = 0;
  return sizes.map((size) => {
    if (size !== 0xffffffff) return size;
    if (!long || used + 8 > long.length) throw damaged("a size is missing");
    used += 8;
    return toNumber(long.readBigUInt64LE(used - 8));
  });
}

function toNumber(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged("a number is too large");
  return Number(value);
}

/** At most `count` bytes. */
export function readAt(file: number, position: number, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  return bytes.subarray(0, fs.readSync(file, bytes, 0, count, position));
}
