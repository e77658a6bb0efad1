import { boxesOf, findBox, read16, read32, read64, readBoxHead, readSigned32 } from "./boxes.ts";
import type { ByteReader } from "./byte-reader.ts";
import { toLanguageTag } from "./language-tag.ts";
import { nothingUnread, sumUnread, type Unread } from "./unread.ts";

/** `text`: a length and the text (tx3g, and QuickTime's own). `webvtt`: boxes with cues. */
export type Mp4Track = {
  number: number;
  kind: "text" | "webvtt";
  language: string | null;
  name: string;
  /** Steps of the track's clock in a second. */
  timescale: number;
  /** Seconds that the file's list of edits adds to the times. */
  delay: number;
  /** The tables of samples (stbl). */
  tables: Uint8Array;
  /** What a fragment leaves out (trex). */
  defaults: { duration: number; size: number };
};

export type Mp4File = {
  tracks: Mp4Track[];
  unread: Unread;
  /** Samples stand in fragments (moof), too. */ isFragmented: boolean;
};

const kinds: Readonly<Record<string, Mp4Track["kind"]>> = { tx3g: "text", text: "text", wvtt: "webvtt" };
/** The tables of a film take some megabytes. */
const largestMoov = 64 * 1024 * 1024;
/** A file has a few boxes, in fragments one in a second. */
const mostBoxes = 200_000;

/** Reads the tables of the file, wherever they stand. Null if it is no MP4. */
export async function openMp4(reader: ByteReader): Promise<Mp4File | null> {
  const first = readBoxHead(await reader.jump(0, 16), reader.size);
  if (!first || !/^(?:ftyp|styp|moov|mdat|wide|free|skip|pnot)$/.test(first.type)) return null;
  for await (const { type, from, size } of topBoxes(reader)) {
    if (type !== "moov") continue;
    if (size > largestMoov) return noTracks;
    return readMoov(await reader.jump(from, size));
  }
  return noTracks;
}

const noTracks: Mp4File = { tracks: [], unread: nothingUnread, isFragmented: false };

/** The boxes of the file itself. `from` and `size` are of the content. */
export async function* topBoxes(
  reader: ByteReader,
): AsyncGenerator<{ type: string; at: number; from: number; size: number }> {
  let at = 0;
  for (let count = 0; at < reader.size && count < mostBoxes; count++) {
    const head = readBoxHead(await reader.jump(at, 16), reader.size - at);
    if (!head) return;
    yield { type: head.type, at, from: at + head.length, size: head.size - head.length };
    at += head.size;
  }
}

/** What handles a track. */
const trackKinds: Readonly<Record<string, "media" | "subtitles">> = {
  vide: "media",
  soun: "media",
  text: "subtitles",
  sbtl: "subtitles",
  subt: "subtitles",
  subp: "subtitles",
};
/** Samples of common encryption, and of Apple's own. */
const encrypted = /^(?:enc[vatsm]|dr[mM][is])$/;

function readMoov(moov: Uint8Array): Mp4File {
  const header = findBox(moov, "mvhd");
  const timescale = header ? read32(header, header[0] === 1 ? 20 : 12) : 0;
  const extends_ = findBox(moov, "mvex");
  const tracks = [...boxesOf(moov)].flatMap(({ type, data }) => {
    const track = type === "trak" ? readTrack(data, timescale, extends_) : null;
    return track ? [track] : [];
  });
  const unread = sumUnread(
    [...boxesOf(moov)].flatMap(({ type, data }) => {
      const handler = type === "trak" ? findBox(data, "mdia", "hdlr") : undefined;
      const kind = handler && trackKinds[String.fromCharCode(...handler.subarray(8, 12))];
      const sample =
        [...boxesOf(findBox(data, "mdia", "minf", "stbl", "stsd")?.subarray(8) ?? new Uint8Array())][0]?.type ?? "";
      return kind ? [{ kind, isEncrypted: encrypted.test(sample), isPicture: sample === "mp4s" }] : [];
    }),
  );
  return { tracks, unread, isFragmented: extends_ !== undefined };
}

function readTrack(trak: Uint8Array, movieTimescale: number, extensions: Uint8Array | undefined): Mp4Track | null {
  const tables = findBox(trak, "mdia", "minf", "stbl");
  const header = findBox(trak, "tkhd");
  const media = findBox(trak, "mdia", "mdhd");
  const descriptions = tables && findBox(tables, "stsd");
  if (!tables || !header || !media || !descriptions) return null;
  const kind = kinds[[...boxesOf(descriptions.subarray(8))][0]?.type ?? ""];
  const timescale = read32(media, media[0] === 1 ? 20 : 12);
  if (!kind || timescale === 0) return null;
  const number = read32(header, header[0] === 1 ? 20 : 12);
  const defaults =
    extensions && [...boxesOf(extensions)].find(({ type, data }) => type === "trex" && read32(data, 4) === number);
  return {
    number,
    kind,
    language: readLanguage(trak, media),
    name: readName(trak),
    timescale,
    delay: readDelay(findBox(trak, "edts", "elst"), movieTimescale, timescale),
    tables,
    defaults: { duration: defaults ? read32(defaults.data, 12) : 0, size: defaults ? read32(defaults.data, 16) : 0 },
  };
}

/** A tag (elng), or three letters of five bits. */
function readLanguage(trak: Uint8Array, media: Uint8Array): string | null {
  const tag = findBox(trak, "mdia", "elng");
  if (tag) return toLanguageTag(readString(tag.subarray(4)));
  const packed = read16(media, media[0] === 1 ? 32 : 20);
  return toLanguageTag(String.fromCharCode(...[10, 5, 0].map((shift) => ((packed >> shift) & 31) + 0x60)));
}

/** A name that a person gave, not that of the program. */
function readName(trak: Uint8Array): string {
  const own = findBox(trak, "udta", "name");
  const handler = findBox(trak, "mdia", "hdlr");
  const name = own ? readString(own) : readString(handler?.subarray(24) ?? new Uint8Array()).replace(/^\p{Cc}/u, "");
  return /handler|^GPAC|^Bento4/i.test(name) ? "" : name;
}

const readString = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(0, 500)).replace(/\0.*/s, "").trim();

/** The list of edits may begin with a gap, and then skips the beginning of the track. */
function readDelay(list: Uint8Array | undefined, movieTimescale: number, timescale: number): number {
  if (!list || movieTimescale === 0) return 0;
  const isLong = list[0] === 1;
  let delay = 0;
  for (let index = 0; index < Math.min(read32(list, 4), 16); index++) {
    const at = 8 + index * (isLong ? 20 : 12);
    const length = isLong ? read64(list, at) : read32(list, at);
    const mediaTime = isLong
      ? readSigned32(list, at + 8) * 2 ** 32 + read32(list, at + 12)
      : readSigned32(list, at + 4);
    if (mediaTime >= 0) return delay - mediaTime / timescale;
    delay += length / movieTimescale;
  }
  return delay;
}
