import type { Settings } from "#shared/settings.ts";
import type { StoredTrack } from "#shared/video/cues.ts";
import type { VideoTool, VideoTools, VideoToolTest, YoutubeVideo } from "#shared/video/youtube.ts";
import type { Quality, VideoToolName } from "#shared/video/youtube-values.ts";
import type { YoutubeConfig } from "#server/config.ts";
import { AppError, toApiError } from "#server/errors.ts";
import type { Contacts } from "#server/models/contacts.ts";
import { createChain } from "./chain.ts";
import { createAsk, recordContact } from "./hosts.ts";
import { createInnertube, youtubeiVersion } from "./innertube.ts";
import { createPieces, type Piece } from "./pieces.ts";
import type { Resolved, Resolver } from "./resolver.ts";
import { createTracks } from "./tracks.ts";
import { ageOf } from "./yt-dlp/age.ts";
import { findYtDlp } from "./yt-dlp/find.ts";
import { createYtDlp } from "./yt-dlp/yt-dlp.ts";

export type KeptTracks = Parameters<typeof createTracks>[0]["kept"];
export type YoutubeDeps = {
  config: YoutubeConfig;
  /** The path of the script with youtubei.js. */
  library: string;
  contacts: Contacts;
  settings: () => Pick<Settings, "youtube" | "ytDlpPath">;
  kept: KeptTracks;
  now?: () => number;
};

/** Everything that Blossom's server asks YouTube. Nothing is asked unless the learner has allowed it. */
export type Youtube = {
  video(id: string, signal: AbortSignal): Promise<YoutubeVideo>;
  /** The part of the video that holds the picture at a time, as an MP4 file of its own. */
  piece(id: string, at: number, quality: Quality, signal: AbortSignal): Promise<Piece>;
  track(id: string, track: string, signal: AbortSignal): Promise<StoredTrack>;
  tools(): Promise<VideoTools>;
  test(id: string, signal: AbortSignal): Promise<VideoToolTest>;
};

export function createYoutube({ config, library, contacts, settings, kept, now = Date.now }: YoutubeDeps): Youtube {
  const { resolveMs, pieceMs } = config.limits;
  const ask = createAsk(config, contacts);
  const innertube = createInnertube(ask, now, library);
  const environment = { ...config.environment, PATH: config.path };
  const ytDlp = createYtDlp({ environment, limitMs: resolveMs, now, onStart: () => recordContact(contacts) });
  const found = () => findYtDlp(settings().ytDlpPath, config.path);
  const resolvers = async (): Promise<Resolver[]> => {
    const program = found();
    return program === null ? [innertube] : [innertube, ytDlp.resolver(program)];
  };
  const chain = createChain({ resolvers, limitMs: resolveMs, now });
  const tracks = createTracks({ ask, chain, limitMs: pieceMs, now, kept });
  const piece = createPieces({ ask, chain, limitMs: pieceMs, now, describe });

  const checkAllowed = () => {
    if (settings().youtube !== "tools") throw new AppError("youtube_off", "The learner has not allowed YouTube tools.");
  };

  const never = new AbortController().signal;
  async function versionOf(name: VideoToolName, program: string | null): Promise<string | null> {
    if (name === "youtubei.js") return youtubeiVersion;
    return program === null ? null : ytDlp.version(program, never);
  }

  /** Adds which tool met the failure, and the command that may help. */
  async function describe(error: AppError, name: VideoToolName): Promise<AppError> {
    const version = await versionOf(name, found());
    const tool = { name, version, ageDays: ageOf(version, now()).ageDays };
    const hint = name === "yt-dlp" ? { hint: "yt-dlp -U" } : {};
    return new AppError(error.code, error.message, { ...error.details, ...hint, tool });
  }

  async function toolOf(name: VideoToolName, program: string | null): Promise<VideoTool> {
    const version = await versionOf(name, program);
    const age = name === "yt-dlp" ? ageOf(version, now()) : { ageDays: null, isOld: false };
    const isFound = name === "youtubei.js" || program !== null;
    return { name, isFound, path: name === "yt-dlp" ? program : null, version, ...age, ...chain.recordOf(name) };
  }

  return {
    async video(id, signal) {
      checkAllowed();
      return toVideo(id, await chain.resolve(id, signal));
    },
    async piece(id, at, quality, signal) {
      checkAllowed();
      return piece({ id, at, quality }, signal);
    },
    async track(id, track, signal) {
      const known = tracks.kept(id, track);
      if (known) return known;
      checkAllowed();
      return tracks.fetch(id, track, signal);
    },
    async tools() {
      const program = found();
      const tools = await Promise.all([toolOf("youtubei.js", program), toolOf("yt-dlp", program)]);
      return { tools, pausedUntil: chain.pausedUntil() };
    },
    async test(id, signal) {
      checkAllowed();
      ytDlp.forgetVersions();
      const results: VideoToolTest["results"] = [];
      for (const resolver of await resolvers()) results.push(await testOne(resolver, id, signal));
      return { results };
    },
  };

  async function testOne(
    resolver: Resolver,
    id: string,
    signal: AbortSignal,
  ): Promise<VideoToolTest["results"][number]> {
    const { name } = resolver;
    const begun = performance.now();
    const ms = () => Math.round(performance.now() - begun);
    try {
      const { title, formats, captions } = await chain.test(resolver, id, signal);
      return { name, title, heights: heightsOf(formats), tracks: captions.length, ms: ms(), error: null };
    } catch (error) {
      signal.throwIfAborted();
      return { name, title: null, heights: [], tracks: 0, ms: ms(), error: toApiError(error) };
    }
  }
}

const toVideo = (
  id: string,
  { title, duration, isLive, availableAt, formats, captions, tool }: Resolved,
): YoutubeVideo => ({
  id,
  title,
  duration,
  isLive,
  availableAt,
  heights: heightsOf(formats),
  tracks: captions.map(({ track }) => track),
  tool,
});

const heightsOf = (formats: Resolved["formats"]) => [...new Set(formats.map(({ height }) => height))];
