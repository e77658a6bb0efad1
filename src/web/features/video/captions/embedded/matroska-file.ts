import type { ByteReader } from "./byte-reader.ts";
import { elementsOf, findIn, ids, longestHead, readHead, readNumber } from "./ebml.ts";
import { type MatroskaTrack, readTracks, unreadIn } from "./matroska-tracks.ts";
import type { Unread } from "./unread.ts";

export type MatroskaFile = {
  tracks: MatroskaTrack[];
  unread: Unread;
  /** Seconds of one step of the file's clock. */
  step: number;
  /** Positions in the file count from here. */
  from: number;
  firstCluster: number;
  /** Where the file's index stands, if it has one. */
  indexAt: number | null;
};

/** A head, an index or a list of tracks is never larger. In bytes. */
const largestPart = 32 * 1024 * 1024;
/** A file has a dozen parts before its first cluster. */
const mostParts = 1000;

/** Reads what stands before the first cluster, and what its table of contents names behind it. Null if the file is no Matroska or WebM. */
export async function openMatroska(reader: ByteReader): Promise<MatroskaFile | null> {
  const header = readHead(await reader.walk(0, longestHead));
  if (header?.id !== ids.header || header.size === null) return null;
  let at = header.length + header.size;
  const segment = readHead(await reader.walk(at, longestHead));
  if (segment?.id !== ids.segment) return null;
  const from = at + segment.length;
  const parts = new Map<number, Uint8Array>();
  let firstCluster = reader.size;
  let indexAt: number | null = null;
  at = from;
  for (let count = 0; count < mostParts; count++) {
    const head = readHead(await reader.walk(at, longestHead));
    if (!head) break;
    if (head.id === ids.cluster) firstCluster = at;
    if (head.id === ids.cluster || head.size === null) break;
    if (head.id === ids.cues) indexAt = at;
    else if (wanted.has(head.id))
      parts.set(head.id, await reader.jump(at + head.length, Math.min(head.size, largestPart)));
    at += head.length + head.size;
  }
  const places = readPlaces(parts.get(ids.seekHead) ?? new Uint8Array(), from);
  indexAt ??= places.get(ids.cues) ?? null;
  for (const id of wanted)
    if (!parts.has(id) && places.has(id))
      parts.set(id, (await readPart(reader, places.get(id)!, id)) ?? new Uint8Array());
  const scale = findIn(parts.get(ids.info) ?? new Uint8Array(), ids.timestampScale);
  return {
    tracks: readTracks(parts.get(ids.tracks) ?? new Uint8Array()),
    unread: unreadIn(parts.get(ids.tracks) ?? new Uint8Array()),
    step: (scale ? readNumber(scale) : 1_000_000) / 1e9,
    from,
    firstCluster,
    indexAt,
  };
}

const wanted: ReadonlySet<number> = new Set([ids.seekHead, ids.info, ids.tracks]);

/** The content of the element at this place, if it is the expected one. */
export async function readPart(reader: ByteReader, at: number, id: number): Promise<Uint8Array | null> {
  const head = readHead(await reader.jump(at, longestHead));
  if (head?.id !== id || head.size === null) return null;
  return reader.jump(at + head.length, Math.min(head.size, largestPart));
}

/** The table of contents: id → place in the file. */
function readPlaces(seekHead: Uint8Array, from: number): Map<number, number> {
  const places = new Map<number, number>();
  for (const { id, data } of elementsOf(seekHead)) {
    const [named, position] = [findIn(data, ids.seekId), findIn(data, ids.seekPosition)];
    if (id === ids.seek && named && position) places.set(readNumber(named), from + readNumber(position));
  }
  return places;
}
