/** A box of MP4 within bytes. One that is larger than its parent ends with it. */
export type Box = { type: string; data: Uint8Array };

/** The head of a box. `size` includes the head; 0 in the file means: to the end. */
export function readBoxHead(bytes: Uint8Array, left: number): { type: string; size: number; length: number } | null {
  if (bytes.length < 8) return null;
  const type = String.fromCharCode(...bytes.subarray(4, 8));
  const small = read32(bytes, 0);
  if (small === 0) return { type, size: left, length: 8 };
  if (small !== 1) return small < 8 ? null : { type, size: small, length: 8 };
  if (bytes.length < 16) return null;
  const size = read32(bytes, 8) * 2 ** 32 + read32(bytes, 12);
  return size < 16 ? null : { type, size, length: 16 };
}

export function* boxesOf(bytes: Uint8Array): Generator<Box> {
  for (let at = 0; at < bytes.length;) {
    const head = readBoxHead(bytes.subarray(at, at + 16), bytes.length - at);
    if (!head) return;
    yield { type: head.type, data: bytes.subarray(at + head.length, at + head.size) };
    at += head.size;
  }
}

/** The box at the end of a path: `find(trak, "mdia", "mdhd")`. */
export function findBox(bytes: Uint8Array, ...path: string[]): Uint8Array | undefined {
  let found: Uint8Array | undefined = bytes;
  for (const type of path) found = found && [...boxesOf(found)].find((box) => box.type === type)?.data;
  return found;
}

/** An unsigned number of four bytes; 0 behind the end. */
export const read32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) * 2 ** 24 + (((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));

export const readSigned32 = (bytes: Uint8Array, at: number): number => read32(bytes, at) | 0;

export const read64 = (bytes: Uint8Array, at: number): number => read32(bytes, at) * 2 ** 32 + read32(bytes, at + 4);

export const read16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
