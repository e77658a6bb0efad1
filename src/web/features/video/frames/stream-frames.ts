import type { Quality } from "#shared/video/youtube-values.ts";
import { pieceOf } from "#web/api/youtube.ts";
import { ApiFailure } from "#web/api/client.ts";
import { type Decoded, decodePiece } from "./decode-piece.ts";
import { FrameTrouble } from "./frame-trouble.ts";
import type { Still } from "./still.ts";

const keptFrames = 3;
type Kept = Decoded & { of: string };

/** Takes pictures out of YouTube's stream, and keeps the last ones. */
export function createStreamFrames() {
  let kept: Kept[] = [];
  const find = (of: string, at: number) => kept.find((one) => one.of === of && at >= one.from && at < one.to);

  return {
    async take(id: string, at: number, quality: Quality, signal: AbortSignal): Promise<Still> {
      const of = `${id}:${quality}`;
      const known = find(of, at);
      if (known) return { ...known.still, at };
      const decoded = await fetchFrame(id, at, quality, signal);
      kept = [{ ...decoded, of }, ...kept].slice(0, keptFrames);
      return decoded.still;
    },
    has: (id: string, at: number, quality: Quality) => find(`${id}:${quality}`, at) !== undefined,
  };
}

async function fetchFrame(id: string, at: number, quality: Quality, signal: AbortSignal): Promise<Decoded> {
  const piece = await pieceOf(id, at, quality, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error instanceof ApiFailure ? new FrameTrouble(error.error.code, error.error) : error;
  });
  return decodePiece(piece, at, signal);
}

export const streamFrames = createStreamFrames();
