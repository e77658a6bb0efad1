import type { FakeYoutube, SeenRequest } from "./start-youtube.ts";

/**
 * `expired`: the first address is refused, later ones are good. `refused`: all are. `stall`: the body never ends. `no-index`: the index in front
 * is left out. `away`: leads to another host. `short`: half of what was asked for. `whole`: the whole file, whatever was asked for.
 */
export type StreamMode =
  "good" | "expired" | "refused" | "small" | "stall" | "no-index" | "away" | "moved" | "short" | "whole";

/** YouTube answers no request without a range, and none for more than this. */
const mostBytes = 1024 * 1024;

/** A server of streams: it refuses everything but a bounded range. */
export function answerStream(fake: FakeYoutube, url: URL, seen: SeenRequest): Response {
  const { mode } = fake;
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(seen.range ?? "") ?? [];
  const limit = mode === "small" ? mostBytes / 2 : mostBytes;
  if (from === undefined || to === undefined || Number(to) - Number(from) + 1 > limit) return refused();
  if (mode === "refused") return refused();
  if (mode === "expired" && fake.requests.filter(({ path }) => path === "/youtubei/v1/player").length < 2)
    return refused();
  const canary = url.searchParams.get("canary");
  if (mode === "away") return redirect(canary ?? "https://evil.example/stream.mp4");
  if (mode === "moved" && !url.searchParams.has("moved"))
    return redirect(`https://rr2---sn-other.googlevideo.com/videoplayback${url.search}&moved=1`);
  if (mode === "whole") return new Response(fake.clip);
  const clip = mode === "no-index" ? withoutIndex(fake.clip) : fake.clip;
  if (Number(from) >= clip.length) return new Response("", { status: 416 });
  const end = Math.min(Number(to) + 1, clip.length);
  const asked = clip.slice(Number(from), end);
  const body = mode === "short" ? asked.slice(0, Math.ceil(asked.length / 2)) : asked;
  seen.bytes = body.length;
  const headers = { "content-type": "video/mp4", "content-range": `bytes ${from}-${end - 1}/${clip.length}` };
  return new Response(mode === "stall" ? neverEnding(body.slice(0, 10)) : body, { status: 206, headers });
}

const refused = () => new Response("", { status: 403 });
const redirect = (location: string) => new Response("", { status: 302, headers: { location } });

const neverEnding = (bytes: Uint8Array) => new ReadableStream({ start: (body) => body.enqueue(bytes) });

/** The file with its `sidx` box as free space. */
function withoutIndex(clip: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = Buffer.from(clip);
  const at = copy.indexOf("sidx");
  copy.write("free", at, "latin1");
  return new Uint8Array(copy);
}
