import { findBox, read32, read64 } from "./boxes.ts";

/** Where a sample stands in the file. Times in steps of the track's clock. */
export type Sample = { at: number; size: number; time: number; duration: number };

/** A track of text has a sample for each line and each gap. */
export const mostSamples = 100_000;

/** The samples that the tables of a track name. Wrong tables give samples at wrong places, but never more than `mostSamples`. */
export function* readSamples(tables: Uint8Array): Generator<Sample> {
  const table = (type: string) => findBox(tables, type) ?? new Uint8Array();
  const [chunks, wide, groups, sizes] = [table("stco"), table("co64"), table("stsc"), table("stsz")];
  const chunkCount = Math.min(read32(chunks, 4) || read32(wide, 4), mostSamples);
  const chunkAt = (index: number) => (chunks.length > 0 ? read32(chunks, 8 + index * 4) : read64(wide, 8 + index * 8));
  const fixedSize = read32(sizes, 4);
  const count = Math.min(read32(sizes, 8), mostSamples);
  const durations = readDurations(table("stts"));
  // a damaged table may say that it has billions of entries
  const groupCount = Math.min(read32(groups, 4), Math.floor((groups.length - 8) / 12));
  let sample = 0;
  let time = 0;
  let group = 0;
  for (let chunk = 0; chunk < chunkCount && sample < count; chunk++) {
    // an entry is for all chunks before the first of the next entry
    while (group + 1 < groupCount && read32(groups, 8 + (group + 1) * 12) <= chunk + 1) group++;
    const perChunk = read32(groups, 8 + group * 12 + 4);
    let at = chunkAt(chunk);
    for (let index = 0; index < perChunk && sample < count; index++) {
      const size = fixedSize || read32(sizes, 12 + sample * 4);
      const duration = durations.next().value ?? 0;
      yield { at, size, time, duration };
      at += size;
      time += duration;
      sample++;
    }
  }
}

function* readDurations(table: Uint8Array): Generator<number, undefined> {
  for (let entry = 0; entry < read32(table, 4) && 8 + entry * 8 < table.length; entry++) {
    const duration = read32(table, 12 + entry * 8);
    for (let count = Math.min(read32(table, 8 + entry * 8), mostSamples); count > 0; count--) yield duration;
  }
}
