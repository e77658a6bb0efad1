import { readTagged, toPlainLines } from "#shared/captions/caption-text.ts";
import type { ParsedCues } from "#shared/captions/finish-cues.ts";
import { boxesOf, findBox, read16 } from "./boxes.ts";
import type { ByteReader } from "./byte-reader.ts";
import { createCollector, longestSample } from "./cue-collector.ts";
import type { Mp4File, Mp4Track } from "./mp4-file.ts";
import { readFragments } from "./mp4-fragments.ts";
import { readSamples, type Sample } from "./mp4-samples.ts";

/** So many samples are read at the same time. */
const atOnce = 16;
/** Two bytes of length without a text, or an empty box: nothing is shown. */
const emptySample = 2;

/** The lines of one track, whose tables say where each of them stands. */
export async function readMp4(reader: ByteReader, file: Mp4File, track: Mp4Track): Promise<ParsedCues> {
  const samples = [...readSamples(track.tables)];
  if (file.isFragmented) for await (const sample of readFragments(reader, track)) samples.push(sample);
  const shown = samples.filter(({ size }) => size > emptySample);
  const collector = createCollector();
  for (let from = 0; from < shown.length && !collector.isFull(); from += atOnce) {
    const group = shown.slice(from, from + atOnce);
    const texts = await Promise.all(group.map((sample) => readSample(reader, sample, track.kind)));
    for (const [index, { time, duration }] of group.entries()) {
      const [text, start] = [texts[index], time / track.timescale + track.delay];
      if (text === null || text === undefined) collector.skip();
      else collector.add(start, duration > 0 ? start + duration / track.timescale : null, text);
    }
  }
  return collector.finish();
}

/** Null if the sample is not all there, or is no text. */
async function readSample(reader: ByteReader, { at, size }: Sample, kind: Mp4Track["kind"]): Promise<string | null> {
  if (size > longestSample) return null;
  const bytes = await reader.jump(at, size);
  if (bytes.length < size) return null;
  if (kind === "webvtt") return readCueBoxes(bytes);
  const length = read16(bytes, 0);
  if (length > size - 2) return null;
  return toPlainLines(decodeText(bytes.subarray(2, 2 + length)));
}

/** UTF-8, or UTF-16 after its mark. */
function decodeText(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe);
  return new TextDecoder(isUtf16 ? (bytes[0] === 0xfe ? "utf-16be" : "utf-16le") : "utf-8").decode(bytes);
}

/** The cues that are shown at the same time; `vtte` is a gap. Null if there is neither. */
function readCueBoxes(bytes: Uint8Array): string | null {
  const boxes = [...boxesOf(bytes)];
  if (!boxes.some(({ type }) => /^vtt[cex]$/.test(type))) return null;
  const texts = boxes.flatMap(({ type, data }) => {
    const payload = type === "vttc" ? findBox(data, "payl") : undefined;
    return payload ? [readTagged(new TextDecoder().decode(payload))] : [];
  });
  return texts.join("\n");
}
