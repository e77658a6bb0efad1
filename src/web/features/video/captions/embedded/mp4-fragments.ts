import { boxesOf, findBox, read32, read64, readSigned32 } from "./boxes.ts";
import type { ByteReader } from "./byte-reader.ts";
import { type Mp4Track, topBoxes } from "./mp4-file.ts";
import { mostSamples, type Sample } from "./mp4-samples.ts";

/** In bytes: the tables of one fragment. */
const largestMoof = 4 * 1024 * 1024;

/** The samples of a track in the fragments of the file. */
export async function* readFragments(reader: ByteReader, track: Mp4Track): AsyncGenerator<Sample> {
  let count = 0;
  for await (const { type, at, from, size } of topBoxes(reader)) {
    if (type !== "moof" || size > largestMoof) continue;
    for (const fragment of boxesOf(await reader.jump(from, size)))
      for (const sample of fragment.type === "traf" ? readFragment(fragment.data, at, track) : []) {
        if (count++ >= mostSamples) return;
        yield sample;
      }
  }
}

function* readFragment(traf: Uint8Array, moofAt: number, { number, defaults }: Mp4Track): Generator<Sample> {
  const header = findBox(traf, "tfhd");
  if (!header || read32(header, 4) !== number) return;
  const flags = read32(header, 0) & 0xffffff;
  let field = 8;
  const optional = (flag: number, bytes: number): number | null => {
    if (!(flags & flag)) return null;
    field += bytes;
    return bytes === 8 ? read64(header, field - 8) : read32(header, field - 4);
  };
  const base = optional(0x1, 8) ?? moofAt;
  optional(0x2, 4);
  const defaultDuration = optional(0x8, 4) ?? defaults.duration;
  const defaultSize = optional(0x10, 4) ?? defaults.size;
  const decodeTime = findBox(traf, "tfdt") ?? new Uint8Array();
  let time = decodeTime[0] === 1 ? read64(decodeTime, 4) : read32(decodeTime, 4);
  let at = base;
  for (const { type, data } of boxesOf(traf)) {
    if (type !== "trun") continue;
    const has = (flag: number) => (read32(data, 0) & flag) !== 0;
    if (has(0x1)) at = base + readSigned32(data, 8);
    let entry = 8 + (has(0x1) ? 4 : 0) + (has(0x4) ? 4 : 0);
    const take = (flag: number, other: number) => {
      if (!has(flag)) return other;
      entry += 4;
      return read32(data, entry - 4);
    };
    for (let count = Math.min(read32(data, 4), mostSamples); count > 0 && entry <= data.length; count--) {
      const duration = take(0x100, defaultDuration);
      const size = take(0x200, defaultSize);
      take(0x400, 0);
      take(0x800, 0);
      yield { at, size, time, duration };
      at += size;
      time += duration;
    }
  }
}
