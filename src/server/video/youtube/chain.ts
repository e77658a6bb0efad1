import { isVideoError, type VideoErrorCode } from "#shared/error-codes.ts";
import type { ApiError } from "#shared/errors.ts";
import type { VideoToolName } from "#shared/video/youtube-values.ts";
import { AppError, toApiError } from "#server/errors.ts";
import { createAtOnce } from "./at-once.ts";
import { createFlights } from "./flights.ts";
import { createPause } from "./pause.ts";
import type { Resolved, Resolver } from "./resolver.ts";

const spare = 5 * 60_000;
const mostKept = 50;
const resolvesAtOnce = 2;

/** YouTube asks for a pause: it has seen too many requests, or takes us for a robot. */
const asksForPause = new Set<VideoErrorCode>(["video_rate", "video_bot", "video_captcha"]);
/** Another tool may know better. The others are about the video itself, or about the connection. */
const asksNext = new Set<VideoErrorCode>([
  "video_bot",
  "video_age",
  "video_outdated",
  "video_timeout",
  "video_unknown",
]);
/** The tool did its work: these are about the video. */
const isAboutVideo = (code: VideoErrorCode) => !asksForPause.has(code) && !faults.has(code);
const faults = new Set<VideoErrorCode>(["video_outdated", "video_timeout", "video_unknown", "video_network"]);

type Options = {
  /** The tools that can be used now, the first one first. */
  resolvers: () => Promise<readonly Resolver[]>;
  limitMs: number;
  now: () => number;
};
/** How a tool did since Blossom started. */
export type ToolRecord = { lastSuccess: number | null; lastFailure: { at: number; error: ApiError } | null };

/** Asks one tool after another about a video, and keeps the answer in memory while its addresses work. */
export function createChain({ resolvers, limitMs, now }: Options) {
  const kept = new Map<string, Resolved>();
  const share = createFlights<Resolved>();
  const atOnce = createAtOnce(resolvesAtOnce);
  const pause = createPause(now);
  const records = new Map<VideoToolName, ToolRecord>();

  const recordOf = (name: VideoToolName): ToolRecord => records.get(name) ?? { lastSuccess: null, lastFailure: null };

  function note(name: VideoToolName, error: unknown) {
    const record = recordOf(name);
    const apiError = error === null ? null : toApiError(error);
    if (apiError === null) return records.set(name, { ...record, lastSuccess: now() });
    if (!isVideoError(apiError.code)) return; // stopped, or a fault of our own
    const isGood = isAboutVideo(apiError.code);
    records.set(
      name,
      isGood ? { ...record, lastSuccess: now() } : { ...record, lastFailure: { at: now(), error: apiError } },
    );
  }

  /** Asks one tool. Its failure is noted, and begins a pause if YouTube asks for one. */
  async function askOne(resolver: Resolver, id: string, signal: AbortSignal): Promise<Resolved> {
    const limit = AbortSignal.timeout(limitMs);
    try {
      const resolved = await resolver.resolve(id, AbortSignal.any([signal, limit]));
      note(resolver.name, null);
      pause.end();
      return resolved;
    } catch (thrown) {
      signal.throwIfAborted();
      const error = limit.aborted
        ? new AppError("video_timeout", `${resolver.name} took ${limitMs / 1_000} s.`)
        : thrown;
      note(resolver.name, error);
      throw error;
    }
  }

  async function askAll(id: string, avoid: VideoToolName | null, signal: AbortSignal): Promise<Resolved> {
    const all = await resolvers();
    const [first, ...others] = [
      ...all.filter(({ name }) => name !== avoid),
      ...all.filter(({ name }) => name === avoid),
    ];
    if (first === undefined) throw new AppError("video_unknown", "There is no tool that could ask YouTube.");
    let failure: unknown;
    try {
      return await askOne(first, id, signal);
    } catch (error) {
      failure = error;
    }
    for (const resolver of others) {
      if (!(failure instanceof AppError) || !isVideoError(failure.code) || !asksNext.has(failure.code)) break;
      try {
        return await askOne(resolver, id, signal);
      } catch (error) {
        failure = error;
      }
    }
    if (failure instanceof AppError && isVideoError(failure.code) && asksForPause.has(failure.code))
      throw pause.begin(failure.code, failure.message);
    throw failure;
  }

  return {
    /** `avoid`: a tool whose addresses were refused; it is asked last. */
    async resolve(id: string, signal: AbortSignal, avoid: VideoToolName | null = null): Promise<Resolved> {
      const known = kept.get(id);
      if (known && known.expiresAt - spare > now()) return known;
      pause.check();
      return share(id, signal, (end) =>
        atOnce(end, async () => {
          pause.check();
          const resolved = await askAll(id, avoid, end);
          kept.delete(id);
          kept.set(id, resolved);
          for (const oldest of [...kept.keys()].slice(0, -mostKept)) kept.delete(oldest);
          return resolved;
        }),
      );
    },
    /** Forgets an answer whose addresses do not work. A newer one stays. */
    drop(id: string, resolved: Resolved) {
      if (kept.get(id) === resolved) kept.delete(id);
    },
    /** Asks one tool, without the answers that are kept. */
    async test(resolver: Resolver, id: string, signal: AbortSignal): Promise<Resolved> {
      pause.check();
      return atOnce(signal, () => askOne(resolver, id, signal));
    },
    note,
    recordOf,
    pausedUntil: pause.until,
  };
}
export type Chain = ReturnType<typeof createChain>;
