import { drawStill, ofVideo } from "./draw-still.ts";
import { FrameTrouble } from "./frame-trouble.ts";
import { once } from "./once.ts";
import { untilShown } from "./shown-frame.ts";
import type { Still } from "./still.ts";

/** A picture, and from when until when it is shown, in seconds. */
export type Decoded = { still: Still; from: number; to: number };
/** A piece of a stream, or a whole file. `start`: when the piece begins in its video. */
export type Piece = { bytes: Blob; start: number };

/** Decodes the picture that the video shows at this time: the last one that begins at or before it. */
export async function decodePiece(piece: Piece, at: number, signal: AbortSignal): Promise<Decoded> {
  // only a secure page has WebCodecs
  if (typeof VideoDecoder === "undefined") return decodeInElement(piece, at, signal);
  return (await decodeWithCodecs(piece.bytes, at, signal)) ?? decodeInElement(piece, at, signal);
}

/** Null if this browser cannot decode the piece in this way. */
async function decodeWithCodecs(bytes: Blob, at: number, signal: AbortSignal): Promise<Decoded | null> {
  const { BlobSource, Input, MATROSKA, MP4, QTFF, VideoSampleSink, WEBM } = await import("mediabunny");
  signal.throwIfAborted();
  const input = new Input({ source: new BlobSource(bytes), formats: [MP4, QTFF, MATROSKA, WEBM] });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track || !(await track.canDecode())) return null;
    const sink = new VideoSampleSink(track);
    // the first picture of a video may stand a little after 0
    const sample = (await sink.getSample(at)) ?? (await sink.getSample(await track.getFirstTimestamp()));
    signal.throwIfAborted();
    if (!sample) return null;
    const { timestamp: from, duration } = sample;
    const [width, height] = [sample.displayWidth, sample.displayHeight];
    const still = await drawStill(
      { width, height, draw: (context, size) => sample.draw(context, 0, 0, size.width, size.height) },
      at,
      "stream",
    ).finally(() => sample.close());
    return { still, from, to: from + duration };
  } finally {
    input.dispose();
  }
}

async function decodeInElement({ bytes, start }: Piece, at: number, signal: AbortSignal): Promise<Decoded> {
  const url = URL.createObjectURL(bytes);
  const video = Object.assign(document.createElement("video"), { muted: true, preload: "auto", src: url });
  try {
    await once(video, "loadeddata", signal).catch((error: unknown) => {
      signal.throwIfAborted();
      throw new FrameTrouble("no_picture", { code: "internal", message: String(error) });
    });
    // some browsers begin the piece at 0, others at its place in the video
    const time = video.duration <= start + 0.001 ? Math.max(0, at - start) : at;
    video.currentTime = Math.min(time, video.duration);
    await untilShown(video, signal);
    return { still: await drawStill(ofVideo(video), at, "stream"), from: at, to: at + 0.001 };
  } finally {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(url);
  }
}
