import { errorTraits } from "#shared/error-codes.ts";
import { type FrameTrouble, type FrameTroubleCode, frameTroubleCodes } from "./frame-trouble.ts";

type OwnCode = (typeof frameTroubleCodes)[number];
export const isOwnCode = (code: FrameTroubleCode): code is OwnCode => frameTroubleCodes.some((each) => each === code);

type Ways = {
  /** `note`: nothing failed. */
  kind: "note" | "pause" | "failure";
  canRetry: boolean;
  canGrab: boolean;
  inSettings: boolean;
};

const own: Record<OwnCode, Omit<Ways, "inSettings">> = {
  no_picture: { kind: "failure", canRetry: true, canGrab: true },
  timeout: { kind: "failure", canRetry: true, canGrab: true },
  not_secure: { kind: "note", canRetry: false, canGrab: false },
  refused: { kind: "note", canRetry: true, canGrab: true },
  wrong_tab: { kind: "pause", canRetry: false, canGrab: true },
  no_player: { kind: "note", canRetry: true, canGrab: false },
};

/** What the learner can do about it, besides pasting or picking a picture. */
export function waysOut({ code, error }: FrameTrouble): Ways {
  if (isOwnCode(code)) return { ...own[code], inSettings: false };
  const { retryable = false, inSettings = false } = errorTraits[code];
  return {
    kind: code === "video_early" ? "note" : error?.retryAt === undefined ? "failure" : "pause",
    // a tool that was updated may do better
    canRetry: retryable || code === "video_outdated",
    // what cannot be seen cannot be grabbed, and the learner's own picture has nothing to do with the screen
    canGrab: !["video_unavailable", "video_private", "invalid_image"].includes(code),
    inSettings,
  };
}
