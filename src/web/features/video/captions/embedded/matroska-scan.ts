import type { ByteReader } from "./byte-reader.ts";
import { ids, longestHead, readHead, readNumber } from "./ebml.ts";
import { longestBlockHead, trackOf } from "./matroska-block.ts";
import type { MatroskaFile } from "./matroska-file.ts";
import { type Found, readBlockElement } from "./matroska-index.ts";

/** A larger block is no text. */
const largestBlock = 256 * 1024;
/** The head of a block, and of its element in a group. */
const blockHead = longestHead + longestBlockHead;
/** So many bytes are searched for the next cluster where the file is damaged. */
const longestDamage = 64 * 1024 * 1024;

/** Walks through the file from element to element. Of other tracks only the heads of blocks are looked at. */
export async function* scanClusters(reader: ByteReader, file: MatroskaFile, track: number): AsyncGenerator<Found> {
  let clusterTime = 0;
  let at = file.firstCluster;
  while (at < reader.size) {
    const head = readHead(reader.peek(at, longestHead) ?? (await reader.walk(at, longestHead)));
    const isOpened = head?.id === ids.cluster || head?.id === ids.segment;
    if (!head || (head.size === null && !isOpened)) {
      at = await findCluster(reader, at + 1);
      continue;
    }
    const from = at + head.length;
    at = isOpened ? from : from + head.size!;
    if (head.id === ids.timestamp) clusterTime = readNumber(await reader.walk(from, Math.min(8, head.size!)));
    if (head.id !== ids.simpleBlock && head.id !== ids.blockGroup) continue;
    if (head.size! > largestBlock) continue;
    const begins = reader.peek(from, blockHead) ?? (await reader.walk(from, blockHead));
    const of = head.id === ids.simpleBlock ? trackOf(begins) : await trackAt(reader, from);
    if (of !== track) continue;
    const data = await reader.walk(from, head.size!);
    // a file that ends within a line has half of a text
    const found = data.length < head.size! ? null : readBlockElement(head.id, data);
    yield { block: found?.block ?? null, duration: found?.duration ?? null, clusterTime };
  }
}

/** The block is the first element of its group, except in rare files, in which others stand before it. */
async function trackAt(reader: ByteReader, from: number): Promise<number | null> {
  let at = 0;
  for (let count = 0; count < 8; count++) {
    const inner = await reader.walk(from + at, blockHead);
    const head = readHead(inner);
    if (!head || head.size === null) return null;
    if (head.id === ids.block) return trackOf(inner.subarray(head.length));
    at += head.length + head.size;
  }
  return null;
}

/** The place of the next cluster; the end of the file if there is none. */
async function findCluster(reader: ByteReader, from: number): Promise<number> {
  const step = 256 * 1024;
  for (let at = from; at < Math.min(reader.size, from + longestDamage); at += step) {
    const bytes = await reader.walk(at, step + 3);
    for (let found = bytes.indexOf(0x1f); found >= 0; found = bytes.indexOf(0x1f, found + 1))
      if (readNumber(bytes.subarray(found, found + 4)) === ids.cluster) return at + found;
  }
  return reader.size;
}
