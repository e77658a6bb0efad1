import { decodePiece } from "#web/features/video/frames/decode-piece.ts";
import type { Still } from "#web/features/video/frames/still.ts";
import { takeFrame } from "#web/features/video/frames/take-frame.ts";
import { createFilePlayer } from "#web/features/video/player/file-player.ts";
import type { Player } from "#web/features/video/player/player.ts";
import { readFrameNumber } from "./read-frame-number.ts";
import { testVideo } from "./test-video.ts";

// Runs in the page of a browser test: the page's own code that takes pictures.

const { signal } = new AbortController();
/** Only the player of a file is asked for its picture. */
const video = testVideo({ key: "file-0123456789abcdef", kind: "file", duration: null });

/** A player for the file that is open. */
export function filePlayer(): Player {
  const video = document.querySelector("video");
  if (!video?.parentElement) throw new Error("no video is open");
  video.muted = true;
  return createFilePlayer(video, video.parentElement);
}

/** Takes a picture: its time, and the number that it shows. */
export async function take(player: Player) {
  const still = await takeFrame({ video, player, file: null }, { signal });
  return { at: still.at, number: await numberOf(still) };
}

export async function decodedNumber(bytes: Uint8Array<ArrayBuffer>, start: number, at: number) {
  const piece = { bytes: new Blob([bytes], { type: "video/mp4" }), start };
  return numberOf((await decodePiece(piece, at, signal)).still);
}

async function numberOf({ blob, width, height }: Still) {
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context?.drawImage(await createImageBitmap(blob), 0, 0);
  return context && readFrameNumber(context.getImageData(0, 0, width, height));
}
