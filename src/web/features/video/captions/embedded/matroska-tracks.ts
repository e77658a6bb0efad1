import { elementsOf, findIn, ids, readNumber } from "./ebml.ts";
import { toLanguageTag } from "./language-tag.ts";
import { sumUnread, type Unread } from "./unread.ts";

/** What is in a block: text with tags, a line of ASS, or a cue of WebVTT in the older form, with two lines of settings above it. */
export type TextKind = "tagged" | "ass" | "old-webvtt";

/** How the blocks were made smaller: by zlib, or without the bytes that all of them begin with. */
export type Compression = { kind: "none" } | { kind: "zlib" } | { kind: "stripped"; beginning: Uint8Array };

export type MatroskaTrack = {
  number: number;
  kind: TextKind;
  language: string | null;
  name: string;
  /** In nanoseconds; 0: not given. */
  defaultDuration: number;
  compression: Compression;
};

const kinds: Readonly<Record<string, TextKind>> = {
  "S_TEXT/UTF8": "tagged",
  "S_TEXT/ASCII": "tagged",
  "S_TEXT/WEBVTT": "tagged",
  "S_TEXT/ASS": "ass",
  "S_TEXT/SSA": "ass",
  S_ASS: "ass",
  S_SSA: "ass",
  "D_WEBVTT/SUBTITLES": "old-webvtt",
  "D_WEBVTT/CAPTIONS": "old-webvtt",
};

/** The tracks with text that can be read: not those of pictures, and not encrypted ones. */
export function readTracks(tracks: Uint8Array): MatroskaTrack[] {
  return [...elementsOf(tracks)].flatMap(({ id, data }) => {
    const track = id === ids.trackEntry ? readTrack(data) : null;
    return track ? [track] : [];
  });
}

/** Numbers of the format: a track has pictures, sound or subtitles. */
const trackKinds: Readonly<Record<number, "media" | "subtitles">> = { 1: "media", 2: "media", 17: "subtitles" };
/** Drawn subtitles of DVDs, Blu-rays and television. */
const drawn = /^S_(?:VOBSUB|HDMV|DVBSUB|IMAGE)/;

/** What the tracks have that cannot be read. */
export const unreadIn = (tracks: Uint8Array): Unread =>
  sumUnread(
    [...elementsOf(tracks)].flatMap(({ id, data }) => {
      const kind = id === ids.trackEntry ? trackKinds[numberIn(data, ids.trackType) ?? 0] : undefined;
      const codec = new TextDecoder().decode(findIn(data, ids.codec)?.subarray(0, 500));
      const isEncrypted = encodingsOf(findIn(data, ids.contentEncodings)).some((one) => typeOf(one.data) === 1);
      return kind ? [{ kind, isEncrypted, isPicture: drawn.test(codec) }] : [];
    }),
  );

function readTrack(entry: Uint8Array): MatroskaTrack | null {
  const text = (id: number) => {
    const data = findIn(entry, id);
    return data && new TextDecoder().decode(data.subarray(0, 500)).replace(/\0.*/s, "").trim();
  };
  const number = readNumber(findIn(entry, ids.trackNumber) ?? new Uint8Array());
  const kind = kinds[text(ids.codec) ?? ""];
  const compression = readCompression(findIn(entry, ids.contentEncodings));
  if (!kind || !compression || number === 0) return null;
  return {
    number,
    kind,
    // English is what the format says of a track without a language
    language: toLanguageTag(text(ids.languageTag) ?? text(ids.language) ?? "eng"),
    name: text(ids.name) ?? "",
    defaultDuration: readNumber(findIn(entry, ids.defaultDuration) ?? new Uint8Array()),
    compression,
  };
}

/** Null: the blocks cannot be read, because they are encrypted, or compressed in another or in more than one way. */
function readCompression(encodings: Uint8Array | undefined): Compression | null {
  const ofBlocks = encodingsOf(encodings).filter(({ data }) => (numberIn(data, ids.contentEncodingScope) ?? 1) & 1);
  const [one] = ofBlocks;
  if (!one) return { kind: "none" };
  const compression = findIn(one.data, ids.compression) ?? new Uint8Array();
  if (ofBlocks.length > 1 || typeOf(one.data) !== 0) return null;
  const algorithm = numberIn(compression, ids.compressionAlgorithm) ?? 0;
  if (algorithm === 0) return { kind: "zlib" };
  if (algorithm !== 3) return null;
  return { kind: "stripped", beginning: findIn(compression, ids.compressionSettings) ?? new Uint8Array() };
}

const encodingsOf = (encodings: Uint8Array | undefined) =>
  encodings ? [...elementsOf(encodings)].filter(({ id }) => id === ids.contentEncoding) : [];
/** 0: compressed, 1: encrypted. */
const typeOf = (encoding: Uint8Array) => numberIn(encoding, ids.contentEncodingType) ?? 0;

function numberIn(bytes: Uint8Array, id: number): number | undefined {
  const data = findIn(bytes, id);
  return data && readNumber(data);
}
