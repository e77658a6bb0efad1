import type { Quality } from "#shared/video/youtube-values.ts";
import { AppError } from "#server/errors.ts";
import { createAtOnce } from "./at-once.ts";
import type { Chain } from "./chain.ts";
import { createFlights } from "./flights.ts";
import type { Ask } from "./hosts.ts";
import { createMemory } from "./memory.ts";
import { waitUntil } from "./pause.ts";
import { chunkBytes, readRange, RefusedAddress } from "./ranges.ts";
import { joinBytes } from "./read-all.ts";
import { readIndex, segmentAt, type StreamIndex } from "./read-index.ts";
import { createRate } from "./rate.ts";
import type { Resolved } from "./resolver.ts";

const kib = 1024;
const firstBytes = 64 * kib;
const mostIndexBytes = 4 * kib * kib;
const mostPieceBytes = 16 * kib * kib;
const memoryBytes = 64 * kib * kib;
const piecesAtOnce = 3;
const perMinute = 30;

/** A part of a stream as a file of its own: the beginning of the stream, then one segment. */
export type Piece = { bytes: Uint8Array<ArrayBuffer>; start: number; end: number };
type Front = { init: Uint8Array; index: StreamIndex };
type Wanted = { id: string; at: number; quality: Quality };
type Options = {
  ask: Ask;
  chain: Chain;
  limitMs: number;
  now: () => number;
  describe: (error: AppError, tool: Resolved["tool"]) => Promise<AppError>;
};

/** Fetches the part of a video that holds one picture: its index and one segment, in bounded requests. */
export function createPieces({ ask, chain, limitMs, now, describe }: Options) {
  const fronts = createMemory<Front>(memoryBytes / 8);
  const pieces = createMemory<Piece>(memoryBytes);
  const share = createFlights<Piece>();
  const atOnce = createAtOnce(piecesAtOnce);
  const rate = createRate(perMinute, now);

  async function front(url: string, key: string, chunk: number, signal: AbortSignal): Promise<Front> {
    const known = fronts.get(key);
    if (known) return known;
    let bytes = await readRange(ask, url, { from: 0, to: firstBytes, chunk }, signal);
    for (let result = readIndex(bytes); ; result = readIndex(bytes)) {
      if (result === "none") throw new AppError("video_no_frames", "The stream has no index.");
      if ("index" in result) {
        const read = { init: bytes.slice(0, result.index.initBytes), index: result.index };
        fronts.set(key, read, read.init.length + result.index.segments.length * 64);
        return read;
      }
      if (result.needs > mostIndexBytes || result.needs <= bytes.length || bytes.length < firstBytes)
        throw new AppError("video_no_frames", "The index of the stream cannot be read.");
      const more = await readRange(ask, url, { from: bytes.length, to: result.needs, chunk }, signal);
      bytes = joinBytes([bytes, more]);
    }
  }

  async function read(
    resolved: Resolved,
    { id, at, quality }: Wanted,
    chunk: number,
    signal: AbortSignal,
  ): Promise<Piece> {
    const { formats, tool } = resolved;
    const format = formats.find(({ height }) => height <= Number(quality)) ?? formats.at(-1);
    if (resolved.isLive) throw new AppError("video_live", "This is a live stream.");
    if (resolved.availableAt !== null && resolved.availableAt > now())
      throw new AppError("video_early", "YouTube gives no pictures yet.", waitUntil(resolved.availableAt, now));
    if (format === undefined) throw new AppError("video_no_frames", "No format can be read in parts.");
    const key = `${id} ${tool} ${format.height}`;
    const { init, index } = await front(format.url, key, chunk, signal);
    const segment = segmentAt(index.segments, at);
    const known = pieces.get(`${key} ${segment.at}`);
    if (known) return known;
    if (init.length + segment.bytes > mostPieceBytes) throw new AppError("video_no_frames", "The piece is too large.");
    rate.check(id);
    const range = { from: segment.at, to: segment.at + segment.bytes, chunk };
    const body = await readRange(ask, format.url, range, signal);
    if (body.length < segment.bytes) throw new AppError("video_network", "The stream is shorter than its index says.");
    const piece = { bytes: joinBytes([init, body]), start: segment.start, end: segment.end };
    pieces.set(`${key} ${segment.at}`, piece, piece.bytes.length);
    return piece;
  }

  /** Resolving has its own limit, so only the requests for the stream count. */
  async function within<T>(signal: AbortSignal, job: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const limit = AbortSignal.timeout(limitMs);
    try {
      return await job(AbortSignal.any([signal, limit]));
    } catch (error) {
      signal.throwIfAborted();
      throw limit.aborted ? new AppError("video_timeout", `The stream took ${limitMs / 1_000} s.`) : error;
    }
  }

  async function fetchPiece(wanted: Wanted, signal: AbortSignal): Promise<Piece> {
    const { id } = wanted;
    const resolved = await chain.resolve(id, signal);
    try {
      return await within(signal, (end) => read(resolved, wanted, chunkBytes, end));
    } catch (error) {
      if (!(error instanceof RefusedAddress)) throw error;
    }
    // an address that has expired, or smaller parts than before: once more, and the learner need not know
    chain.drop(id, resolved);
    const again = await chain.resolve(id, signal, resolved.tool);
    try {
      return await within(signal, (end) => read(again, wanted, chunkBytes / 2, end));
    } catch (error) {
      if (!(error instanceof RefusedAddress)) throw error;
      chain.drop(id, again);
      const outdated = await describe(new AppError("video_outdated", error.message), again.tool);
      chain.note(again.tool, outdated);
      throw outdated;
    }
  }

  return async (wanted: Wanted, signal: AbortSignal): Promise<Piece> => {
    return share(`${wanted.id} ${wanted.quality} ${wanted.at}`, signal, (end) =>
      atOnce(end, () => fetchPiece(wanted, end)),
    );
  };
}
