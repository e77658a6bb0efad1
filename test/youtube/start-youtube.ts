import fs from "node:fs";
import { streamClip } from "#test/video/clips.ts";
import type { PlayerResponse } from "./player-response.ts";
import { answerStream, type StreamMode } from "./stream.ts";

/** A request as it would have reached YouTube. */
export type SeenRequest = {
  host: string;
  path: string;
  method: string;
  range: string | null;
  headers: Headers;
  /** How many bytes of a stream were answered. */
  bytes: number;
};

/** What the subtitles are answered with. */
export type Subtitles = { status?: number; body?: string; headers?: Record<string, string> };

export type FakeYoutube = {
  /** For `Config.youtube.standIn`. */
  url: string;
  /** What is known of each video. Another id answers 404. */
  videos: Map<string, PlayerResponse>;
  /** By `id language`. */
  subtitles: Map<string, Subtitles>;
  /** The stream of all videos; its modes are in `stream.ts`. */
  clip: Uint8Array<ArrayBuffer>;
  mode: StreamMode;
  /** Answers the next request for a video with another status. */
  playerStatus: number;
  requests: SeenRequest[];
  /** Requests for streams that were answered, and those that the client gave up. */
  streamed(): SeenRequest[];
  aborted: number;
  [Symbol.asyncDispose](): Promise<void>;
};

/**
 * Stands in for every server of YouTube on this computer. A path begins with the host that would have been asked:
 * `/www.youtube.com/youtubei/v1/player`.
 */
export function startYoutube(port = 0): FakeYoutube {
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port,
    async fetch(request) {
      const url = new URL(request.url);
      const [, host = "", ...rest] = url.pathname.split("/");
      const { method, headers } = request;
      const path = `/${rest.join("/")}`;
      const seen: SeenRequest = { host, path, method, range: headers.get("range"), headers, bytes: 0 };
      fake.requests.push(seen);
      if (host.endsWith(".googlevideo.com")) {
        request.signal.addEventListener("abort", () => (fake.aborted += 1));
        return answerStream(fake, url, seen);
      }
      if (path === "/youtubei/v1/player") return answerPlayer(await request.json());
      if (path === "/api/timedtext") return answerSubtitles(url.searchParams);
      return new Response("", { status: 404 });
    },
  });

  const fake: FakeYoutube = {
    url: server.url.origin,
    videos: new Map(),
    subtitles: new Map(),
    clip: new Uint8Array(fs.readFileSync(streamClip)),
    mode: "good",
    playerStatus: 200,
    requests: [],
    streamed: () => fake.requests.filter(({ host }) => host.endsWith(".googlevideo.com")),
    aborted: 0,
    async [Symbol.asyncDispose]() {
      await server.stop(true);
    },
  };
  return fake;

  function answerPlayer({ videoId }: { videoId: string }): Response {
    const video = fake.videos.get(videoId);
    if (fake.playerStatus !== 200) return new Response("{}", { status: fake.playerStatus });
    return video ? Response.json(video) : new Response("{}", { status: 404 });
  }

  function answerSubtitles(query: URLSearchParams): Response {
    const {
      status = 200,
      body = "",
      headers = {},
    } = fake.subtitles.get(`${query.get("v")} ${query.get("lang")}`) ?? {};
    return new Response(body, { status, headers });
  }
}
