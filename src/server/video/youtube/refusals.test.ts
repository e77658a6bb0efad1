import { expect, test } from "bun:test";
import { AppError } from "#server/errors.ts";
import { readPlayerResponse } from "./player-response.ts";
import { codeOfOutput, codeOfRefusal } from "./refusals.ts";

test.each([
  ["This video is available to this channel’s members on level: Fan", "video_members"],
  ["This video may be inappropriate for viewers", "video_age"],
  ["Premiere will begin shortly", "video_live"],
  ["This video is no longer available because the YouTube account has been terminated", "video_unavailable"],
  ["This live stream recording is not available.", "video_unavailable"],
  ["The following content is not available on this app.", "video_outdated"],
  ["The uploader has not made this video available in your country", "video_region"],
] as const)("knows the words of YouTube: %s", (words, code) => {
  expect([codeOfRefusal(words), codeOfOutput(`ERROR: [youtube] x: ${words}`)]).toEqual([code, code]);
});

test.each([
  ["All player responses are invalid. Your IP is likely being blocked by Youtube", "video_bot"],
  ["This content isn’t available, try again later. The current session has been rate-limited by YouTube", "video_rate"],
  ["Sorry. YouTube is requiring a captcha challenge before playback", "video_captcha"],
  ["Requested format is not available. Use --list-formats", "video_outdated"],
  ["Failed to extract any player response", "video_outdated"],
] as const)("knows the words of yt-dlp: %s", (words, code) => {
  expect(codeOfOutput(`ERROR: [youtube] x: ${words}`)).toBe(code);
});

test.each([
  [{ errorScreen: { playerCaptchaViewModel: {} }, reason: "Sign in" }, "video_captcha"],
  [{ desktopLegacyAgeGateReason: 1, reason: "Sign in" }, "video_age"],
  [
    {
      errorScreen: {
        playerInterstitialRenderer: {
          content: { interstitialViewModel: { title: { content: "Private video" }, description: { content: "" } } },
        },
      },
    },
    "video_private",
  ],
] as const)("finds out why a video is refused where the reason does not say: %#", (status, code) => {
  const read = () => readPlayerResponse({ playabilityStatus: { status: "UNPLAYABLE", ...status } }, 0);
  expect(read).toThrow(AppError);
  expect(read).toThrow(expect.objectContaining({ code }));
});
