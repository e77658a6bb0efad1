import type { Track } from "#shared/video/cues.ts";
import type { VideoToolName } from "#shared/video/youtube-values.ts";

/** A picture stream of a video that can be read in parts. Its address is signed and carries this computer's IP address: it stays in memory. */
export type VideoFormat = { width: number; height: number; url: string };

/** Subtitles that YouTube can be asked for. */
export type CaptionSource = { track: Track; url: string };

/** What a tool says of a video. */
export type Resolved = {
  tool: VideoToolName;
  title: string;
  duration: number | null;
  isLive: boolean;
  /** Milliseconds since 1970: YouTube gives no pictures before then. */
  availableAt: number | null;
  /** Milliseconds since 1970: the addresses no longer work after then. */
  expiresAt: number;
  /** H.264 in MP4, the largest first. */
  formats: readonly VideoFormat[];
  captions: readonly CaptionSource[];
};

/** Asks YouTube about a video. Throws AppError with one of `videoErrorCodes`. `id` has the form of an id. */
export type Resolver = {
  name: VideoToolName;
  resolve(id: string, signal: AbortSignal): Promise<Resolved>;
};
