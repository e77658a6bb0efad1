import type { VideoErrorCode } from "#shared/error-codes.ts";
import { AppError } from "#server/errors.ts";

const minute = 60_000;
const first = 10 * minute;
const longest = 60 * minute;

/** Remembers that YouTube asked for a pause. Until its end no request is sent; each further one doubles it, up to an hour. */
export function createPause(now: () => number) {
  let until = 0;
  let last = 0;
  let code: VideoErrorCode = "video_rate";
  return {
    until: () => (until > now() ? until : null),
    /** Throws while the pause lasts. */
    check() {
      if (until > now()) throw new AppError(code, "YouTube asked for a pause.", waitUntil(until, now));
    },
    /** `ms`: how long the server said. */
    begin(reason: VideoErrorCode, message: string, ms?: number): AppError {
      last = Math.min(longest, ms ?? (last === 0 ? first : last * 2));
      until = now() + last;
      code = reason;
      return new AppError(reason, message, waitUntil(until, now));
    },
    end() {
      last = 0;
    },
  };
}
export type Pause = ReturnType<typeof createPause>;

/** For an error: the end of a wait, and how long it is. */
export const waitUntil = (until: number, now: () => number) => ({
  retryAt: until,
  retryAfterMs: Math.max(0, until - now()),
});

/** `Retry-After` in milliseconds: seconds, or a date. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}
