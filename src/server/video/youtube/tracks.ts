import type { StoredTrack } from "#shared/video/cues.ts";
import { cueLimits } from "#shared/video/cue-limits.ts";
import { parseJson3 } from "#shared/captions/parse-json3.ts";
import { AppError } from "#server/errors.ts";
import type { Chain } from "./chain.ts";
import { createFlights } from "./flights.ts";
import type { Ask } from "./hosts.ts";
import { createPause, retryAfter } from "./pause.ts";
import { readAll } from "./read-all.ts";
import type { CaptionSource } from "./resolver.ts";

type Options = {
  ask: Ask;
  chain: Chain;
  limitMs: number;
  now: () => number;
  /** What an earlier request brought. */
  kept: { get(id: string, track: string): StoredTrack | null; put(id: string, track: StoredTrack): void };
};

/** Fetches subtitles of YouTube once, and keeps their lines. */
export function createTracks({ ask, chain, limitMs, now, kept }: Options) {
  const share = createFlights<StoredTrack>();
  const pause = createPause(now);

  async function fetchTrack({ track, url }: CaptionSource, signal: AbortSignal): Promise<StoredTrack> {
    pause.check();
    const limit = AbortSignal.timeout(limitMs);
    try {
      const answer = await ask({
        url: toJson3(url),
        headers: { accept: "*/*" },
        signal: AbortSignal.any([signal, limit]),
      });
      if (answer.status !== 200) answer.close();
      if (answer.status === 429) {
        const ms = retryAfter(answer.headers["retry-after"], now());
        throw pause.begin("captions_rate", "YouTube asks for a pause.", ms);
      }
      const message = `The subtitles were answered with status ${answer.status}.`;
      if (answer.status >= 500) throw new AppError("video_network", message);
      if (answer.status !== 200) throw new AppError("captions_locked", message);
      const text = new TextDecoder().decode(await readAll(answer, cueLimits.bytes));
      // where a token is needed and none was sent, YouTube answers 200 with an empty body
      if (text.trim() === "") throw new AppError("captions_locked", "YouTube sent empty subtitles.");
      const { cues, skipped } = parseJson3(text);
      if (cues.length === 0) throw new AppError("captions_locked", "YouTube sent no lines.");
      pause.end();
      return { ...track, cues, skipped };
    } catch (error) {
      signal.throwIfAborted();
      throw limit.aborted ? new AppError("video_timeout", `The subtitles took ${limitMs / 1_000} s.`) : error;
    }
  }

  return {
    kept: (id: string, track: string) => kept.get(id, track),
    fetch: (id: string, track: string, signal: AbortSignal): Promise<StoredTrack> =>
      share(`${id} ${track}`, signal, async (end) => {
        const { captions } = await chain.resolve(id, end);
        const source = captions.find((each) => each.track.id === track);
        if (source === undefined) throw new AppError("not_found", "The video has no such subtitles.");
        const stored = await fetchTrack(source, end);
        kept.put(id, stored);
        return stored;
      }),
  };
}

/** The address of one track in the form json3, on YouTube's own server, without a translation. */
function toJson3(text: string): string {
  const url = URL.parse(text, "https://www.youtube.com");
  if (url?.hostname !== "www.youtube.com" || url.pathname !== "/api/timedtext")
    throw new AppError("video_unknown", "The subtitles are at another place than YouTube's.");
  url.searchParams.set("fmt", "json3");
  url.searchParams.delete("tlang");
  return url.href;
}
