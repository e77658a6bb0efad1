import { tokenFree } from "./addresses.ts";

/** What YouTube's player is told about a video, in the form that youtubei.js brings it. */
export type PlayerResponse = Record<string, unknown>;

type Caption = { language: string; kind?: "asr"; name?: string; url?: string };
type About = {
  title?: string;
  seconds?: number;
  heights?: readonly number[];
  captions?: readonly Caption[];
  /** Of the stream's addresses: `expired`, `slow` … */
  mode?: string;
  /** When the addresses expire, in milliseconds since 1970. */
  expiresAt?: number;
  /** Another address of the stream. */
  streamUrl?: string;
  drm?: boolean;
};

const streamHost = "rr1---sn-blossom.googlevideo.com";

/** A video that plays. Its stream is the clip of the stand-in. */
export function playable(id: string, about: About = {}): PlayerResponse {
  const { title = "春の歌", seconds = 10, heights = [1080, 720, 360], captions = [], mode = "", drm = false } = about;
  const { expiresAt = Date.now() + 6 * 60 * 60_000, streamUrl } = about;
  const expire = Math.floor(expiresAt / 1_000);
  return {
    playabilityStatus: { status: "OK", playableInEmbed: true },
    videoDetails: { videoId: id, title, lengthSeconds: String(seconds), isLiveContent: false },
    streamingData: {
      expiresInSeconds: String(Math.round((expiresAt - Date.now()) / 1_000)),
      adaptiveFormats: [
        ...heights.map((height) => ({
          itag: height,
          url:
            streamUrl ??
            `https://${streamHost}/videoplayback?id=${id}&itag=${height}&expire=${expire}&mode=${mode}&sig=signed`,
          mimeType: 'video/mp4; codecs="avc1.4d401f"',
          width: Math.round((height * 16) / 9),
          height,
          qualityLabel: `${height}p`,
          initRange: { start: "0", end: "700" },
          indexRange: { start: "701", end: "800" },
          ...(drm && { drmFamilies: ["WIDEVINE"] }),
        })),
        {
          itag: 248,
          url: `https://${streamHost}/videoplayback?id=${id}&itag=248`,
          mimeType: 'video/webm; codecs="vp9"',
          width: 1920,
          height: 1080,
        },
        {
          itag: 140,
          url: `https://${streamHost}/videoplayback?id=${id}&itag=140`,
          mimeType: 'audio/mp4; codecs="mp4a.40.2"',
        },
      ],
    },
    ...(captions.length > 0 && {
      captions: {
        playerCaptionsTracklistRenderer: {
          captionTracks: captions.map(({ language, kind, name = language, url = tokenFree(id, language, kind) }) => ({
            baseUrl: url,
            name: { runs: [{ text: name }] },
            vssId: `${kind ? "a" : ""}.${language}`,
            languageCode: language,
            ...(kind && { kind }),
          })),
        },
      },
    }),
  };
}

export const live = (id: string): PlayerResponse => ({
  playabilityStatus: { status: "OK" },
  videoDetails: { videoId: id, title: "ライブ", lengthSeconds: "0", isLive: true, isLiveContent: true },
  streamingData: {
    expiresInSeconds: "21540",
    adaptiveFormats: [],
    hlsManifestUrl: "https://manifest.googlevideo.com/x",
  },
});

export const upcoming = (startsAt: number): PlayerResponse => ({
  playabilityStatus: {
    status: "LIVE_STREAM_OFFLINE",
    reason: "Premieres in 2 hours",
    liveStreamability: {
      liveStreamabilityRenderer: {
        offlineSlate: { liveStreamOfflineSlateRenderer: { scheduledStartTime: String(startsAt / 1_000) } },
      },
    },
  },
  videoDetails: { title: "もうすぐ", lengthSeconds: "0", isUpcoming: true },
});

const screen = (reason: string, subreason?: string) => ({
  errorScreen: {
    playerErrorMessageRenderer: {
      reason: { simpleText: reason },
      ...(subreason && { subreason: { runs: [{ text: subreason }] } }),
    },
  },
});
const refused = (status: string, reason: string, subreason?: string): PlayerResponse => ({
  playabilityStatus: { status, reason, ...screen(reason, subreason) },
});

/** How YouTube refuses a video, and what that is. The words are those that yt-dlp's and youtubei.js's sources and issues quote. */
export const refusals = {
  video_unavailable: refused("ERROR", "Video unavailable", "This video has been removed by the uploader"),
  video_private: refused(
    "LOGIN_REQUIRED",
    "Private video",
    "This video is private. Sign in if you've been granted access",
  ),
  video_age: refused(
    "LOGIN_REQUIRED",
    "Sign in to confirm your age",
    "This video may be inappropriate for some users.",
  ),
  video_region: refused(
    "UNPLAYABLE",
    "Video unavailable",
    "The uploader has not made this video available in your country",
  ),
  video_members: refused("UNPLAYABLE", "Join this channel to get access to members-only content like this video."),
  video_drm: refused("UNPLAYABLE", "This video requires payment to watch"),
  video_rate: refused("UNPLAYABLE", "This content isn't available, try again later."),
  video_bot: refused("LOGIN_REQUIRED", "Sign in to confirm you’re not a bot", "This helps protect our community."),
  video_captcha: refused("LOGIN_REQUIRED", "Our systems have detected unusual traffic from your computer network."),
  video_outdated: refused("ERROR", "YouTube is no longer supported in this application or device."),
  video_live: refused("LIVE_STREAM_OFFLINE", "This live event will begin in a few moments."),
  video_unknown: refused("UNPLAYABLE", "Something new"),
} as const;
