import type { VideoErrorCode } from "#shared/error-codes.ts";

type Row = readonly [pattern: RegExp, code: VideoErrorCode];

/**
 * What YouTube's words for a refusal mean; it gives no code for most of them. They are English, because we ask in English, and yt-dlp repeats
 * them. The first row that fits decides. The words are those that yt-dlp 2026.10.26 knows (yt_dlp/extractor/youtube/_video.py), and those of the
 * scripted answers in test/youtube. Apostrophes are straight here.
 */
const ofYoutube: readonly Row[] = [
  [/not a (ro)?bot\b|ip is likely being blocked/i, "video_bot"],
  [/captcha|unusual traffic/i, "video_captcha"],
  [/try again later|rate.?limit|too many requests/i, "video_rate"],
  [/members?[- ]only|join this channel|channel'?s? members/i, "video_members"],
  [/private/i, "video_private"],
  [/confirm your age|age[- ]restricted|inappropriate|verify your age/i, "video_age"],
  [/\b(country|region|location)\b/i, "video_region"],
  [/\bDRM\b|requires payment|\brent(al)?\b|purchase|premium/i, "video_drm"],
  [
    /latest version|no longer supported|not (available|supported) (on|in) this (app|device|application)/i,
    "video_outdated",
  ],
  [/live event will begin|\bpremieres?\b|offline/i, "video_live"],
  [
    /unavailable|removed|terminated|does(n't| not) exist|deleted|closed their|no longer available|(isn't|not) available/i,
    "video_unavailable",
  ],
];

/** What yt-dlp adds of its own. */
const ofYtDlp: readonly Row[] = [
  [/no such option|ambiguous option|invalid extractor|requested format is not available/i, "video_outdated"],
  [/HTTP Error 429/i, "video_rate"],
  [
    /HTTP Error 403|challenge solving failed|signature extraction|nsig|PO token|no video formats|failed to extract any player response|cannot identify player/i,
    "video_outdated",
  ],
  [/timed out/i, "video_timeout"],
  [
    /getaddrinfo|name resolution|resolve host|network is unreachable|connection (refused|reset)|unable to download/i,
    "video_network",
  ],
];

const find = (rows: readonly Row[], words: string) => {
  const straight = words.replaceAll("’", "'");
  return rows.find(([pattern]) => pattern.test(straight))?.[1];
};

/** The code for the words with which YouTube refuses a video. */
export const codeOfRefusal = (words: string): VideoErrorCode => find(ofYoutube, words) ?? "video_unknown";

/** The code for what yt-dlp wrote to its standard error. */
export const codeOfOutput = (words: string): VideoErrorCode =>
  find(ofYtDlp.slice(0, 1), words) ?? find(ofYoutube, words) ?? find(ofYtDlp, words) ?? "video_unknown";
