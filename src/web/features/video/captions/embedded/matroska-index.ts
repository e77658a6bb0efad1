import type { ByteReader } from "./byte-reader.ts";
import { elementsOf, findIn, ids, longestHead, readHead, readNumber } from "./ebml.ts";
import { type Block, readBlock } from "./matroska-block.ts";
import { type MatroskaFile, readPart } from "./matroska-file.ts";

/** A block of the track that is read; null if it is broken. Times in steps of the file's clock. */
export type Found = { block: Block | null; clusterTime: number; duration: number | null };

/** So many places of the file are read at the same time. */
const atOnce = 16;
/** Most lines are shorter, so their block comes with one read. */
const likelyBytes = 2048;
/** A block of text is never larger, not even with its picture of a font. */
const largestBlock = 256 * 1024;

type Place = { cluster: number; relative: number };

/** The blocks that the index of the file names, without reading anything else. Programs index each block of subtitles, or none. */
export async function* readByIndex(reader: ByteReader, file: MatroskaFile, track: number): AsyncGenerator<Found> {
  const index = file.indexAt === null ? null : await readPart(reader, file.indexAt, ids.cues);
  const places = index ? placesOf(index, track) : [];
  const clusters = new Map<number, Promise<{ from: number; time: number } | null>>();
  const openCluster = (at: number) => {
    const known = clusters.get(at) ?? readCluster(reader, at);
    clusters.set(at, known);
    return known;
  };
  for (let from = 0; from < places.length; from += atOnce) {
    const group = places.slice(from, from + atOnce).map(async ({ cluster: position, relative }): Promise<Found> => {
      const cluster = await openCluster(file.from + position);
      if (!cluster) return broken;
      return { ...(await readAt(reader, cluster.from + relative, track)), clusterTime: cluster.time };
    });
    yield* await Promise.all(group);
  }
}

const broken: Found = { block: null, clusterTime: 0, duration: null };

/** Without the place inside the cluster, the whole cluster would have to be read, so such an index counts as none. */
function placesOf(index: Uint8Array, track: number): Place[] {
  const places: Place[] = [];
  for (const point of elementsOf(index))
    for (const { id, data } of point.id === ids.cuePoint ? elementsOf(point.data) : []) {
      if (id !== ids.cueTrackPositions || readNumber(findIn(data, ids.cueTrack) ?? new Uint8Array()) !== track)
        continue;
      const [cluster, relative] = [findIn(data, ids.cueClusterPosition), findIn(data, ids.cueRelativePosition)];
      if (!cluster || !relative) return [];
      places.push({ cluster: readNumber(cluster), relative: readNumber(relative) });
    }
  return places;
}

/** The time of a cluster is its first element. */
async function readCluster(reader: ByteReader, at: number) {
  const bytes = await reader.jump(at, 64);
  const head = readHead(bytes);
  const time = head?.id === ids.cluster ? findIn(bytes.subarray(head.length), ids.timestamp) : undefined;
  return head && time ? { from: at + head.length, time: readNumber(time) } : null;
}

async function readAt(reader: ByteReader, at: number, track: number): Promise<Omit<Found, "clusterTime">> {
  let bytes = await reader.jump(at, likelyBytes);
  const head = readHead(bytes.subarray(0, longestHead));
  if (!head || head.size === null || head.size > largestBlock) return broken;
  const end = head.length + head.size;
  if (end > bytes.length) bytes = await reader.jump(at, end);
  const found = readBlockElement(head.id, bytes.subarray(head.length, end));
  return found?.block?.track === track ? found : broken;
}

/** A block that stands alone, or with its duration in a group. Null if the element is neither. */
export function readBlockElement(id: number, data: Uint8Array): Omit<Found, "clusterTime"> | null {
  if (id === ids.simpleBlock) return { block: readBlock(data), duration: null };
  if (id !== ids.blockGroup) return null;
  const block = findIn(data, ids.block);
  const duration = findIn(data, ids.blockDuration);
  return { block: block ? readBlock(block) : null, duration: duration ? readNumber(duration) : null };
}
