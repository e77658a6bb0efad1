import { readVint } from "./ebml.ts";

export type Block = {
  track: number;
  /** Steps of the file's clock after its cluster. */ time: number;
  frames: Uint8Array[];
};

/** The bytes of a block before its frames, at most: the number of the track, the time and the flags. */
export const longestBlockHead = 11;

/** The number of the track of a block. */
export const trackOf = (block: Uint8Array): number | null => readVint(block, 0)?.value ?? null;

export function readBlock(bytes: Uint8Array): Block | null {
  const track = readVint(bytes, 0);
  if (!track || track.value === null || bytes.length < track.length + 3) return null;
  const at = track.length;
  const time = ((bytes[at]! * 256 + bytes[at + 1]!) << 16) >> 16; // signed
  return { track: track.value, time, frames: readFrames(bytes.subarray(at + 3), (bytes[at + 2]! >> 1) & 3) };
}

/** Several frames in one block: their sizes stand before them, in one of three ways. */
function readFrames(bytes: Uint8Array, lacing: number): Uint8Array[] {
  if (lacing === 0) return [bytes];
  const count = (bytes[0] ?? 0) + 1;
  const sizes: number[] = [];
  let at = 1;
  if (lacing === 2) {
    for (let index = 1; index < count; index++) sizes.push(Math.floor((bytes.length - 1) / count));
  } else if (lacing === 1) {
    for (let index = 1; index < count; index++) {
      let size = 0;
      while (bytes[at] === 255) size += bytes[at++]!;
      sizes.push(size + (bytes[at++] ?? 0));
    }
  } else {
    for (let index = 1; index < count; index++) {
      const number = readVint(bytes, at);
      if (!number || number.value === null) return [];
      at += number.length;
      // the first is a size, the others are differences with as much room below zero as above
      sizes.push(index === 1 ? number.value : sizes.at(-1)! + number.value - (2 ** (7 * number.length - 1) - 1));
    }
  }
  const frames: Uint8Array[] = [];
  for (const size of sizes) {
    if (size < 0 || at + size > bytes.length) return []; // its sizes are wrong
    frames.push(bytes.subarray(at, at + size));
    at += size;
  }
  return [...frames, bytes.subarray(at)];
}
