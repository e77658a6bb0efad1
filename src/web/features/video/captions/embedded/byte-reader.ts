import { SubtitleTrouble } from "#web/features/video/captions/subtitle-trouble.ts";

/** Reads parts of a file that may be as large as a film. Throws when the signal aborts, and `SubtitleTrouble` when the file was moved or changed. */
export type ByteReader = {
  size: number;
  /** The bytes from `at`, fewer at the end of the file. A whole piece of the file is read at a time, for walking through it. */
  walk: (at: number, length: number) => Promise<Uint8Array>;
  /** The same bytes if they have been read already, else null. A walk asks this first: awaiting bytes that are there takes longer than looking at them. */
  peek: (at: number, length: number) => Uint8Array | null;
  /** The same without reading more, for single places. */
  jump: (at: number, length: number) => Promise<Uint8Array>;
};

/** A walk begins with little: most files name their subtitles in an index, and nothing else is read of them. */
const firstBytes = 1024 * 1024;
/** Each piece costs a trip to the browser's process for files, so a long walk takes larger ones: 200 MB are read in about 0.6 of the time. */
const mostBytes = 8 * 1024 * 1024;

export function createReader(file: Blob, signal: AbortSignal): ByteReader {
  let from = 0;
  let piece = new Uint8Array();
  let pieceBytes = firstBytes / 2;

  async function jump(at: number, length: number): Promise<Uint8Array> {
    signal.throwIfAborted();
    if (!(at >= 0 && at < file.size && length > 0)) return new Uint8Array();
    try {
      const bytes = new Uint8Array(await file.slice(at, at + length).arrayBuffer());
      signal.throwIfAborted();
      return bytes;
    } catch {
      signal.throwIfAborted();
      throw new SubtitleTrouble("unreadable");
    }
  }

  const peek = (at: number, length: number) =>
    at >= from && Math.min(at + length, file.size) <= from + piece.length
      ? piece.subarray(at - from, at - from + length)
      : null;

  return {
    size: file.size,
    jump,
    peek,
    async walk(at, length) {
      if (!peek(at, length)) {
        // what the walk skips often reaches a little over the end of the piece
        const isNext = at >= from && at <= from + piece.length + firstBytes;
        pieceBytes = isNext ? Math.min(mostBytes, pieceBytes * 2) : firstBytes;
        piece = (await jump(at, Math.max(length, pieceBytes))) as typeof piece;
        from = at;
      }
      return piece.subarray(at - from, at - from + length);
    },
  };
}
