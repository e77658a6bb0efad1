import { SubtitleTrouble } from "#web/features/video/captions/subtitle-trouble.ts";

/** Reads parts of a file that may be as large as a film. Throws when the signal aborts, and `SubtitleTrouble` when the file was moved or changed. */
export type ByteReader = {
  size: number;
  /** The bytes from `at`, fewer at the end of the file. A whole piece of the file is read at a time, for walking through it. */
  walk: (at: number, length: number) => Promise<Uint8Array>;
  /** The same without reading more, for single places. */
  jump: (at: number, length: number) => Promise<Uint8Array>;
};

/** Large enough that a film is read as fast as the disk, and small enough that the elements in it are walked in a few milliseconds. */
const pieceBytes = 1024 * 1024;

export function createReader(file: Blob, signal: AbortSignal): ByteReader {
  let from = 0;
  let piece = new Uint8Array();

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

  return {
    size: file.size,
    jump,
    async walk(at, length) {
      const isWithin = at >= from && Math.min(at + length, file.size) <= from + piece.length;
      if (!isWithin) {
        piece = (await jump(at, Math.max(length, pieceBytes))) as typeof piece;
        from = at;
      }
      return piece.subarray(at - from, at - from + length);
    },
  };
}
