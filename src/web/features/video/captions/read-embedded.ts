import type { ParsedCues } from "#shared/captions/finish-cues.ts";
import type { Track } from "#shared/video/cues.ts";
import { createReader } from "./embedded/byte-reader.ts";
import { openMatroska } from "./embedded/matroska-file.ts";
import { openMp4 } from "./embedded/mp4-file.ts";
import { readMatroska } from "./embedded/read-matroska.ts";
import { readMp4 } from "./embedded/read-mp4.ts";
import { nothingUnread, type Unread } from "./embedded/unread.ts";
import { SubtitleTrouble } from "./subtitle-trouble.ts";

// Browsers show no page the subtitles inside a file, so these are read here: parts of the file at a time, never more than the lines need. Between two
// parts the page goes on, so this needs no worker.

/** The text tracks inside a video file: Matroska, WebM, MP4 and MOV. None of another file or of a broken one. */
export async function listEmbedded(file: Blob, signal: AbortSignal): Promise<Track[]> {
  const reader = createReader(file, signal);
  const tracks = (await openMatroska(reader))?.tracks ?? (await openMp4(reader))?.tracks ?? [];
  const ids = new Set<number>();
  return tracks.flatMap(({ number, language, name }) => {
    if (ids.has(number)) return [];
    ids.add(number);
    return [{ id: idOf(number), kind: "embedded", language, label: name.slice(0, 200).toWellFormed() }];
  });
}

/** What is in the file and cannot be read. */
export async function findUnread(file: Blob, signal: AbortSignal): Promise<Unread> {
  const reader = createReader(file, signal);
  return ((await openMatroska(reader)) ?? (await openMp4(reader)))?.unread ?? nothingUnread;
}

/** The lines of one of these tracks. Throws `SubtitleTrouble` if there are none, or if the file was moved or changed. */
export async function readEmbedded(file: Blob, trackId: string, signal: AbortSignal): Promise<ParsedCues> {
  const reader = createReader(file, signal);
  const read = (await readFromMatroska(reader, trackId)) ?? (await readFromMp4(reader, trackId));
  if (!read || read.cues.length === 0) throw new SubtitleTrouble("no_lines");
  return read;
}

const idOf = (number: number) => `embedded:${number}`;

async function readFromMatroska(reader: ReturnType<typeof createReader>, trackId: string) {
  const file = await openMatroska(reader);
  const track = file?.tracks.find(({ number }) => idOf(number) === trackId);
  return file && track ? readMatroska(reader, file, track) : null;
}

async function readFromMp4(reader: ReturnType<typeof createReader>, trackId: string) {
  const file = await openMp4(reader);
  const track = file?.tracks.find(({ number }) => idOf(number) === trackId);
  return file && track ? readMp4(reader, file, track) : null;
}
