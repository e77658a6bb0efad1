import type { Settings } from "#shared/settings.ts";
import type { StoredTrack } from "#shared/video/cues.ts";
import type { VideoTools, VideoToolTest, YoutubeVideo } from "#shared/video/youtube.ts";
import type { Quality } from "#shared/video/youtube-values.ts";
import type { YoutubeConfig } from "#server/config.ts";
import { AppError } from "#server/errors.ts";
import type { Contacts } from "#server/models/contacts.ts";

export type Piece = { bytes: Uint8Array<ArrayBuffer>; start: number; end: number };

export type YoutubeDeps = { config: YoutubeConfig; contacts: Contacts; settings: () => Settings };

/** Everything that Blossom's server asks YouTube. Nothing is asked unless the learner has allowed it. */
export type Youtube = {
  video(id: string, signal: AbortSignal): Promise<YoutubeVideo>;
  /** The part of the video that holds the picture at a time, as an MP4 file of its own. */
  piece(id: string, at: number, quality: Quality, signal: AbortSignal): Promise<Piece>;
  track(id: string, track: string, signal: AbortSignal): Promise<StoredTrack>;
  tools(): Promise<VideoTools>;
  test(id: string, signal: AbortSignal): Promise<VideoToolTest>;
};

export function createYoutube({ settings }: YoutubeDeps): Youtube {
  const refuse = () => {
    throw new AppError(settings().youtube === "tools" ? "video_unknown" : "youtube_off", "YouTube is not asked.");
  };
  return {
    video: async () => refuse(),
    piece: async () => refuse(),
    track: async () => refuse(),
    tools: async () => ({ tools: [], pausedUntil: null }),
    test: async () => refuse(),
  };
}
