import { readAssText } from "#shared/captions/ass-text.ts";
import { readTagged } from "#shared/captions/caption-text.ts";
import type { ParsedCues } from "#shared/captions/finish-cues.ts";
import { isDecoration, splitFields } from "#shared/captions/parse-ass.ts";
import type { ByteReader } from "./byte-reader.ts";
import { type Collector, createCollector, longestSample } from "./cue-collector.ts";
import { inflate, joinBytes } from "./inflate.ts";
import { type Found, readByIndex } from "./matroska-index.ts";
import type { MatroskaFile } from "./matroska-file.ts";
import { scanClusters } from "./matroska-scan.ts";
import type { Compression, MatroskaTrack, TextKind } from "./matroska-tracks.ts";

/** The lines of one track: by the index of the file if it names them, else by walking through the file. */
export async function readMatroska(reader: ByteReader, file: MatroskaFile, track: MatroskaTrack): Promise<ParsedCues> {
  const indexed = await collect(readByIndex(reader, file, track.number), file, track);
  if (indexed.cues.length > 0) return indexed;
  return collect(scanClusters(reader, file, track.number), file, track);
}

async function collect(blocks: AsyncIterable<Found>, file: MatroskaFile, track: MatroskaTrack): Promise<ParsedCues> {
  const collector = createCollector();
  for await (const found of blocks) {
    if (found.block === null || found.block.frames.length === 0) collector.skip();
    else await addFrames(collector, found, file, track);
    if (collector.isFull()) break;
  }
  return collector.finish();
}

async function addFrames(collector: Collector, found: Found, { step }: MatroskaFile, track: MatroskaTrack) {
  const { time, frames } = found.block!;
  const length = track.defaultDuration / 1e9;
  for (const [index, frame] of frames.entries()) {
    const start = (found.clusterTime + time) * step + index * length;
    const given = found.duration === null || frames.length > 1 ? length : found.duration * step;
    const bytes = frame.length > longestSample ? null : await unpack(frame, track.compression);
    if (bytes === null) collector.skip();
    else collector.add(start, given > 0 ? start + given : null, readText(track.kind, new TextDecoder().decode(bytes)));
  }
}

async function unpack(frame: Uint8Array, compression: Compression): Promise<Uint8Array | null> {
  if (compression.kind === "zlib") return inflate(frame, longestSample);
  return compression.kind === "stripped" ? joinBytes([compression.beginning, frame]) : frame;
}

/** The fields of a line of ASS in a block: its number in the file, layer, style, name, three margins, effect, text. */
const assFields = 9;

function readText(kind: TextKind, text: string): string {
  const plain = text.replace(/\0+$/, "");
  if (kind === "tagged") return readTagged(plain);
  if (kind === "old-webvtt") return readTagged(plain.split("\n").slice(2).join("\n"));
  const fields = splitFields(plain, assFields);
  return isDecoration(fields[2]?.trim() ?? "", fields[7]?.trim() ?? "") ? "" : readAssText(fields[assFields - 1] ?? "");
}
