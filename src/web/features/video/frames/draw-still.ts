import { fitEdge, type Size } from "#shared/pictures.ts";
import { FrameTrouble } from "./frame-trouble.ts";
import type { Still } from "./still.ts";

/** The server keeps no larger picture. */
const longestEdge = 1_920;
const quality = 0.85;

type Drawn = Size & { draw: (context: CanvasRenderingContext2D, size: Size) => void };

/** Draws a picture as a JPEG that is no larger than the server keeps. */
export async function drawStill(picture: Drawn, at: number, source: Still["source"]): Promise<Still> {
  if (!picture.width || !picture.height) throw new FrameTrouble("no_picture");
  const size = fitEdge(picture, longestEdge);
  const canvas = Object.assign(document.createElement("canvas"), size);
  const context = canvas.getContext("2d", { alpha: false });
  if (!context) throw new FrameTrouble("no_picture");
  picture.draw(context, size);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
  if (!blob) throw new FrameTrouble("no_picture");
  return { blob, ...size, at, source };
}

/** The picture that a `<video>` shows now, with square pixels and turned as it plays. */
export const ofVideo = (video: HTMLVideoElement): Drawn => ({
  width: video.videoWidth,
  height: video.videoHeight,
  draw: (context, { width, height }) => context.drawImage(video, 0, 0, width, height),
});
