import { playable } from "#test/youtube/player-response.ts";
import type { LongStream } from "./long-stream.ts";

/** How long a request takes to come back. */
const roundTripMs = 40;
const mostBytes = 1024 * 1024;

type Video = { id: string; seconds: number; stream: LongStream };
export type SlowYoutube = { url: string; seen: { requests: number; bytes: number }; stop: () => Promise<void> };

/** Stands in for YouTube, one round trip away. It refuses everything but a bounded range, as YouTube does. `seen`: of its streams. */
export function startSlowYoutube(videos: readonly Video[]): SlowYoutube {
  const seen = { requests: 0, bytes: 0 };
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    async fetch(request) {
      await Bun.sleep(roundTripMs);
      const url = new URL(request.url);
      if (url.pathname.endsWith("/youtubei/v1/player")) {
        const { videoId } = (await request.json()) as { videoId: string };
        const video = videos.find(({ id }) => id === videoId);
        return Response.json(playable(videoId, { seconds: video?.seconds ?? 0, heights: [720] }));
      }
      const stream = videos.find(({ id }) => id === url.searchParams.get("id"))?.stream;
      const [, from = "", to = ""] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.get("range") ?? "") ?? [];
      if (!stream || to === "" || Number(to) - Number(from) >= mostBytes) return new Response("", { status: 403 });
      const end = Math.min(Number(to) + 1, stream.size);
      const body = stream.read(Number(from), end);
      seen.requests += 1;
      seen.bytes += body.length;
      const headers = { "content-type": "video/mp4", "content-range": `bytes ${from}-${end - 1}/${stream.size}` };
      return new Response(new Uint8Array(body), { status: 206, headers });
    },
  });
  return { url: server.url.origin, seen, stop: () => server.stop(true) };
}
