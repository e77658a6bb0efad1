type Box = { type: string; data: Buffer };

/** A stream as YouTube serves it, made only where somebody reads it. */
export type LongStream = {
  size: number;
  read: (from: number, to: number) => Buffer;
  bytesOfSegment: number;
  indexBytes: number;
};

/** Repeats the groups of pictures of a clip with fragments until it is so long. */
export function makeLongStream(clip: Buffer, seconds: number, gop: number): LongStream {
  const boxes = boxesOf(clip);
  const front = boxes.filter(({ type }) => type === "ftyp" || type === "moov").map(({ data }) => data);
  const timescale = timescaleOf(boxes.find(({ type }) => type === "sidx")!.data);
  const groups = boxes.flatMap(({ type, data }, index) => {
    const next = boxes[index + 1];
    return type === "moof" && next ? [{ moof: data, rest: next.data }] : [];
  });
  const count = Math.ceil(seconds / gop);
  const groupAt = (k: number) => groups[k % groups.length]!;
  const sizeOf = (k: number) => groupAt(k).moof.length + groupAt(k).rest.length;
  const index = sidx(
    timescale,
    Array.from({ length: count }, (_, k) => ({ bytes: sizeOf(k), ticks: gop * timescale })),
  );
  const head = Buffer.concat([...front, index]);
  const starts = [head.length];
  for (let k = 0; k < count; k++) starts.push(starts[k]! + sizeOf(k));

  /** A group, moved to its place in the stream. */
  const segment = (k: number) => {
    const { moof, rest } = groupAt(k);
    const moved = Buffer.from(moof);
    const at = moved.indexOf("tfdt") + 4;
    const time = BigInt(k * gop * timescale);
    if (moved[at] === 1) moved.writeBigUInt64BE(time, at + 4);
    else moved.writeUInt32BE(Number(time), at + 4);
    return Buffer.concat([moved, rest]);
  };
  return {
    size: starts.at(-1)!,
    indexBytes: head.length,
    bytesOfSegment: Math.max(...groups.map((_, k) => sizeOf(k))),
    read(from, to) {
      const parts = from < head.length ? [head.subarray(from, to)] : [];
      for (let k = 0; k < count; k++) {
        const [start, end] = [starts[k]!, starts[k + 1]!];
        if (end <= from || start >= to) continue;
        parts.push(segment(k).subarray(Math.max(0, from - start), to - start));
      }
      return Buffer.concat(parts);
    },
  };
}

function boxesOf(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + bytes.readUInt32BE(at);
    boxes.push({ type: bytes.toString("latin1", at + 4, at + 8), data: bytes.subarray(at, end) });
    at = end;
  }
  return boxes;
}

const timescaleOf = (index: Buffer) => index.readUInt32BE(16);

/** A segment index of ISO/IEC 14496-12, version 0. */
function sidx(timescale: number, segments: readonly { bytes: number; ticks: number }[]): Buffer {
  const box = Buffer.alloc(32 + segments.length * 12);
  box.writeUInt32BE(box.length, 0);
  box.write("sidx", 4, "latin1");
  box.writeUInt32BE(1, 12); // the track
  box.writeUInt32BE(timescale, 16);
  box.writeUInt16BE(segments.length, 30);
  for (const [k, { bytes, ticks }] of segments.entries()) {
    box.writeUInt32BE(bytes, 32 + k * 12);
    box.writeUInt32BE(ticks, 36 + k * 12);
    box.writeUInt32BE(0x90000000, 40 + k * 12);
  }
  return box;
}
