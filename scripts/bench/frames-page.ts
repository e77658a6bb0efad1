import { createStreamFrames } from "#web/features/video/frames/stream-frames.ts";
import { takeFrame } from "#web/features/video/frames/take-frame.ts";
import { watchFrames } from "#web/features/video/frames/shown-frame.ts";
import type { Still } from "#web/features/video/frames/still.ts";
import { toDataUri } from "#web/features/video/moments/to-data-uri.ts";
import { createFilePlayer } from "#web/features/video/player/file-player.ts";
import { readFrameNumber } from "#test/video/read-frame-number.ts";
import { testVideo } from "#test/video/test-video.ts";

// Runs in the page of the bench: the page's own code that takes pictures.

export type Taken = { ms: number; number: number | null };

const { signal } = new AbortController();
const video = testVideo({ key: "file-0123456789abcdef", kind: "file", duration: null });

/** A paused file: from the press to the picture as it is sent. */
export async function takeOfFile(at: number): Promise<Taken> {
  const element = document.querySelector("video")!;
  element.muted = true;
  const player = createFilePlayer(element, element.parentElement!);
  watchFrames(element);
  player.seek(at);
  await player.pause();
  await new Promise((resolve) => setTimeout(resolve, 300)); // the learner sees the picture
  return timed(() => takeFrame({ video, player, file: null }, { signal }));
}

/** YouTube's stream. `again`: the picture was fetched before the press. */
export async function takeOfStream(id: string, at: number): Promise<{ first: Taken; again: Taken }> {
  const frames = createStreamFrames();
  const take = () => frames.take(id, at, "720", signal);
  return { first: await timed(take), again: await timed(take) };
}

async function timed(take: () => Promise<Still>): Promise<Taken> {
  const start = performance.now();
  const still = await take();
  await toDataUri(still.blob);
  const ms = performance.now() - start;
  return { ms, number: await numberOf(still) };
}

async function numberOf({ blob, width, height }: Still) {
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context?.drawImage(await createImageBitmap(blob), 0, 0);
  return context && readFrameNumber(context.getImageData(0, 0, width, height));
}
