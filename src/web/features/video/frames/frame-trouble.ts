import type { ApiError } from "#shared/errors.ts";

/** Why there is no picture, besides what the server says of YouTube. */
export const frameTroubleCodes = ["no_picture", "timeout", "not_secure", "refused", "wrong_tab", "no_player"] as const;
export type FrameTroubleCode = (typeof frameTroubleCodes)[number] | ApiError["code"];

/** No picture could be taken. `frame-trouble-note.tsx` says why, and what else the learner can do. */
export class FrameTrouble extends Error {
  readonly code: FrameTroubleCode;
  /** The server's error, if it is one. */
  readonly error: ApiError | null;

  constructor(code: FrameTroubleCode, error: ApiError | null = null) {
    super(`no picture: ${code}`);
    this.name = "FrameTrouble";
    this.code = code;
    this.error = error;
  }
}
