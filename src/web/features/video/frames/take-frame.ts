import type { Video } from "#shared/video/video.ts";
import type { OpenVideo } from "#web/features/video/video-context.ts";
import { takeElementFrame } from "./element-frame.ts";
import { FrameTrouble } from "./frame-trouble.ts";
import { screenGrab } from "./screen-grab.ts";
import type { Still } from "./still.ts";
import { streamFrames } from "./stream-frames.ts";

/** A file's picture comes in this time. */
const elementMs = 10_000;
/** The server waits 20 s to learn where the stream is, and 10 s for its piece. */
const streamMs = 30_000;

type Taken = Pick<OpenVideo, "video" | "player" | "file">;

/** Pauses, and takes the picture that the player shows. Throws a `FrameTrouble` when there is none; an abort of the signal as it is. */
export async function takeFrame({ video, player }: Taken, { signal }: { signal: AbortSignal }): Promise<Still> {
  if (!player) throw new FrameTrouble("no_player");
  const { video: element } = player;
  if (element) return limited(elementMs, signal, (limit) => takeElementFrame(player, element, limit));
  // a paused embed draws its title over the picture, so the grab comes first
  if (screenGrab.isOpen()) return limited(elementMs, signal, (limit) => screenGrab.take(player, limit));
  const duration = player.duration();
  const paused = await player.pause();
  signal.throwIfAborted();
  const at = duration === null ? paused : Math.min(paused, duration);
  return takeStreamFrame(video, { at, signal });
}

type AtTime = { at: number; isSharp?: boolean; signal: AbortSignal };

/** Takes the picture at this time out of YouTube's stream, and leaves the player alone. */
export function takeStreamFrame({ key }: Video, { at, isSharp = false, signal }: AtTime): Promise<Still> {
  const id = key.slice("yt-".length);
  return limited(streamMs, signal, (limit) => streamFrames.take(id, at, isSharp ? "1080" : "720", limit));
}

/** Ends a job that takes too long, with its own trouble. A cancelled job keeps its reason. */
async function limited<T>(ms: number, signal: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = AbortSignal.timeout(ms);
  try {
    return await run(AbortSignal.any([signal, limit]));
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted) throw new FrameTrouble("timeout");
    throw error instanceof FrameTrouble
      ? error
      : new FrameTrouble("no_picture", { code: "internal", message: String(error) });
  }
}
