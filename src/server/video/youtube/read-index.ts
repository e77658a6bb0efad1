/** One part of a stream that can be decoded alone. `at`, `bytes`: where it is in the file. `start`, `end`: in seconds. */
export type Segment = { at: number; bytes: number; start: number; end: number };

/** `initBytes`: the beginning of the file that every part needs in front of it. */
export type StreamIndex = { initBytes: number; segments: readonly Segment[] };

/** `needs`: so many bytes from the beginning of the file are needed to read the index. `none`: the file has no index in front. */
export type IndexResult = { index: StreamIndex } | { needs: number } | "none";

type Box = { type: string; at: number; head: number; bytes: number };

/** Boxes of ISO/IEC 14496-12 that may stand in front of the first picture. */
const inFront = new Set(["ftyp", "styp", "moov", "sidx", "emsg", "free", "skip", "prft", "meta", "uuid"]);

/** Reads where the parts of a fragmented MP4 are, from its beginning. */
export function readIndex(bytes: Uint8Array): IndexResult {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let initBytes = 0;
  let at = 0;
  for (;;) {
    const box = readBox(view, at);
    if (box === null) return { needs: at + 16 };
    if (!inFront.has(box.type) || box.bytes < box.head) return "none";
    const end = box.at + box.bytes;
    if (box.type === "moov") initBytes = end;
    if (box.type === "sidx") {
      if (initBytes === 0) return "none";
      if (end > bytes.length) return { needs: end };
      const segments = readSidx(view, box);
      return segments === null ? "none" : { index: { initBytes, segments } };
    }
    at = end;
  }
}

function readBox(view: DataView, at: number): Box | null {
  if (at + 16 > view.byteLength) return null;
  const type = String.fromCharCode(...[4, 5, 6, 7].map((k) => view.getUint8(at + k)));
  const short = view.getUint32(at);
  if (short !== 1) return { type, at, head: 8, bytes: short };
  return { type, at, head: 16, bytes: Number(view.getBigUint64(at + 8)) };
}

const mostSegments = 50_000;

/** The segment index. Null if it is damaged, or an index of indexes. */
function readSidx(view: DataView, box: Box): Segment[] | null {
  let at = box.at + box.head;
  const end = box.at + box.bytes;
  const isLong = end - at >= 4 && view.getUint8(at) > 0;
  const headBytes = isLong ? 32 : 24;
  if (end - at < headBytes) return null;
  const timescale = view.getUint32(at + 8);
  const long = (offset: number) => (isLong ? Number(view.getBigUint64(offset)) : view.getUint32(offset));
  let time = long(at + 12);
  let position = end + long(at + (isLong ? 20 : 16));
  const count = view.getUint16(at + headBytes - 2);
  at += headBytes;
  if (timescale === 0 || count === 0 || count > mostSegments || end - at < count * 12) return null;
  const segments: Segment[] = [];
  for (let k = 0; k < count; k += 1, at += 12) {
    const reference = view.getUint32(at);
    const duration = view.getUint32(at + 4);
    const size = reference & 0x7fffffff;
    if (reference >>> 31 === 1 || size === 0) return null;
    segments.push({ at: position, bytes: size, start: time / timescale, end: (time + duration) / timescale });
    position += size;
    time += duration;
  }
  return segments;
}

/** The part that is shown at a time: the last one that begins at or before it. */
export function segmentAt(segments: readonly Segment[], time: number): Segment {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (segments[middle]!.start <= time) low = middle;
    else high = middle - 1;
  }
  return segments[low]!;
}
