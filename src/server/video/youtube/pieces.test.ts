import { describe, expect, test } from "bun:test";
import fs from "node:fs";
import type { ApiError } from "#shared/errors.ts";
import { streamClip } from "#test/video/clips.ts";
import { openWithYoutube } from "#test/youtube/open-with-youtube.ts";
import { playable } from "#test/youtube/player-response.ts";
import { readIndex } from "./read-index.ts";

const id = "abcdefghij_";
const clip = new Uint8Array(fs.readFileSync(streamClip));
const result = readIndex(clip);
const { initBytes, segments } =
  typeof result === "object" && "index" in result ? result.index : { initBytes: 0, segments: [] };
const failure = async (response: Response): Promise<ApiError> => (await response.json()).error;

/** The same stream, each of whose segments is padded to `bytes`. */
function padded(bytes: number): Uint8Array<ArrayBuffer> {
  const view = Buffer.from(clip.slice(0, segments[0]!.at));
  const table = view.indexOf("sidx") + 4 + 4 + 8 + (view[view.indexOf("sidx") + 4] ? 16 : 8) + 4;
  const parts = segments.map((segment, k) => {
    view.writeUInt32BE(bytes, table + k * 12);
    const free = Buffer.alloc(bytes - segment.bytes);
    free.writeUInt32BE(free.length, 0);
    free.write("free", 4, "latin1");
    return Buffer.concat([clip.slice(segment.at, segment.at + segment.bytes), free]);
  });
  return new Uint8Array(Buffer.concat([view, ...parts]));
}

async function openWithVideo(config = {}) {
  const opened = await openWithYoutube({ config });
  opened.youtube.videos.set(id, playable(id));
  const get = (t: number, quality = "720") =>
    opened.app.request("GET", `/api/youtube/${id}/gop?t=${t}&quality=${quality}`);
  const code = async (t = 1) => (await failure(await get(t))).code;
  return { ...opened, get, code, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

describe("a piece of a stream", () => {
  test("is the beginning of the stream and the segment of the time", async () => {
    await using opened = await openWithVideo();
    for (const [t, k] of [
      [0, 0],
      [1.99, 0],
      [2, 1],
      [5.5, 2],
      [9.99, 4],
      [1000, 4],
    ] as const) {
      const response = await opened.get(t);
      const segment = segments[k]!;
      expect([
        response.headers.get("content-type"),
        response.headers.get("x-piece-start"),
        response.headers.get("x-piece-end"),
      ]).toEqual(["video/mp4", String(segment.start), String(segment.end)]);
      const wanted = Buffer.concat([clip.slice(0, initBytes), clip.slice(segment.at, segment.at + segment.bytes)]);
      expect(wanted.equals(Buffer.from(await response.bytes()))).toBe(true);
    }
    // the index once, and each segment once
    expect(opened.youtube.streamed()).toHaveLength(1 + 4);
  });

  test("costs at most three bounded requests: the index and one segment", async () => {
    await using opened = await openWithVideo();
    opened.youtube.clip = padded(1_900_000);
    expect((await opened.get(3)).status).toBe(200);
    const streamed = opened.youtube.streamed();
    expect(streamed.map(({ range }) => range)).toHaveLength(3);
    expect(streamed.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(64 * 1024 + 1_900_000);
  });

  test("is not fetched if it has more than 16 MiB", async () => {
    await using opened = await openWithVideo();
    opened.youtube.clip = padded(17 * 1024 * 1024);
    expect(await opened.code()).toBe("video_no_frames");
    expect(opened.youtube.streamed()).toHaveLength(1);
  });

  test("has the largest picture up to the wanted height", async () => {
    await using opened = await openWithVideo();
    for (const quality of ["360", "720", "1080"]) await opened.get(1, quality);
    const asked = opened.youtube.requests.length;
    expect(asked).toBe(1 + 3 * 2);
  });

  test("is resolved once more, silently, when its address has expired (33)", async () => {
    await using opened = await openWithVideo();
    opened.youtube.mode = "expired";
    expect((await opened.get(1)).status).toBe(200);
    expect(opened.youtube.requests.filter(({ path }) => path === "/youtubei/v1/player")).toHaveLength(2);
  });

  test("is asked for in smaller parts after a refusal", async () => {
    await using opened = await openWithVideo();
    opened.youtube.clip = padded(900_000);
    opened.youtube.mode = "small";
    expect((await opened.get(1)).status).toBe(200);
  });

  test("names the tool and its version after a second refusal (34)", async () => {
    await using opened = await openWithVideo();
    opened.youtube.mode = "refused";
    const error = await failure(await opened.get(1));
    expect(error).toMatchObject({ code: "video_outdated", tool: { name: "youtubei.js", version: "18.1.0" } });
    expect(opened.youtube.requests.filter(({ path }) => path === "/youtubei/v1/player")).toHaveLength(2);
    expect(opened.youtube.streamed()).toHaveLength(2);
    const { tools } = await opened.app.json<{ tools: { lastFailure: object }[] }>("GET", "/api/video-tools");
    expect(tools[0]!.lastFailure).toMatchObject({ error: { code: "video_outdated" } });
  });

  test.each([
    ["no-index", "video_no_frames"],
    ["short", "video_network"],
    ["whole", "video_unknown"],
  ] as const)("of a stream in the mode %s is refused as %s", async (mode, code) => {
    await using opened = await openWithVideo();
    opened.youtube.mode = mode;
    expect(await opened.code()).toBe(code);
  });

  test("of a server that sends nothing ends at its limit (35)", async () => {
    await using opened = await openWithVideo({ limits: { resolveMs: 20_000, pieceMs: 100 } });
    opened.youtube.mode = "stall";
    expect(await opened.code()).toBe("video_timeout");
  });

  test("stops asking when the page gives up", async () => {
    await using opened = await openWithVideo();
    opened.youtube.mode = "stall";
    const end = new AbortController();
    const asked = fetch(`${opened.app.url}/api/youtube/${id}/gop?t=1`, { signal: end.signal }).catch(() => null);
    while (opened.youtube.streamed().length === 0) await new Promise(setImmediate);
    end.abort();
    await asked;
    while (opened.youtube.aborted === 0) await new Promise(setImmediate);
    expect(opened.youtube.streamed()).toHaveLength(1);
  });

  test("is fetched at most thirty times a minute for one video", async () => {
    await using opened = await openWithVideo();
    const many = Array.from({ length: 40 }, (_, k) => ({ ...segments[0]!, k }));
    const view = Buffer.from(clip.slice(0, segments[0]!.at));
    opened.youtube.clip = withSegments(view, many.length);
    const codes: number[] = [];
    for (const { k } of many) codes.push((await opened.get(k * 2 + 0.5)).status);
    expect(codes.filter((status) => status === 200)).toHaveLength(30);
    expect(codes.filter((status) => status === 429)).toHaveLength(10);
  });

  test("comes from another stream server if YouTube leads there", async () => {
    await using opened = await openWithVideo();
    opened.youtube.mode = "moved";
    expect((await opened.get(1)).status).toBe(200);
    expect(new Set(opened.youtube.streamed().map(({ host }) => host))).toContain("rr2---sn-other.googlevideo.com");
  });
});

describe("a host that is not on the list", () => {
  test("is never asked, wherever an answer leads", async () => {
    let asked = 0;
    await using canary = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response(String((asked += 1))) });
    const { port } = canary;
    const urls = [
      `http://127.0.0.1:${port}/a.mp4`,
      `https://127.0.0.1:${port}/a.mp4`,
      `http://rr1.googlevideo.com:${port}/a.mp4`,
      `https://rr1.googlevideo.com:${port}/a.mp4`,
      `https://googlevideo.com.localhost/a.mp4`,
      `https://user:pass@rr1.googlevideo.com/a.mp4`,
      `https://evilgooglevideo.com/a.mp4`,
      "file:///etc/passwd",
    ];
    await using opened = await openWithVideo();
    for (const [k, streamUrl] of urls.entries()) {
      const other = `canary${String(k).padStart(5, "0")}`;
      const captions = [{ language: "ja", url: `http://127.0.0.1:${port}/api/timedtext` }];
      opened.youtube.videos.set(other, playable(other, { streamUrl, captions }));
      expect((await failure(await opened.app.request("GET", `/api/youtube/${other}/gop?t=1`))).code).toBe(
        "video_unknown",
      );
      const track = await opened.app.request("GET", `/api/youtube/${other}/tracks/manual:ja`);
      expect((await failure(track)).code).toBe("video_unknown");
    }
    opened.youtube.mode = "away";
    expect(await opened.code()).toBe("video_unknown");
    const redirecting = `https://rr1.googlevideo.com/v?canary=${encodeURIComponent(`http://127.0.0.1:${port}/b`)}`;
    opened.youtube.videos.set("redirecting", playable("redirecting", { streamUrl: redirecting }));
    expect((await failure(await opened.app.request("GET", "/api/youtube/redirecting/gop?t=1"))).code).toBe(
      "video_unknown",
    );
    expect(asked).toBe(0);
  });

  test("is not reached through a name that leads to a private address", async () => {
    for (const address of [
      "127.0.0.1",
      "10.0.0.1",
      "192.168.1.1",
      "169.254.169.254",
      "::1",
      "fd00::1",
      "::ffff:127.0.0.1",
    ]) {
      await using opened = await openWithYoutube({
        config: { standIn: undefined as never, lookup: async () => [{ address }] },
      });
      expect((await failure(await opened.app.request("GET", `/api/youtube/${id}`))).code).toBe("video_unknown");
    }
  });
});

/** A stream with so many segments of two seconds, each of which is the same eight bytes. */
function withSegments(front: Buffer, count: number): Uint8Array<ArrayBuffer> {
  const sidx = Buffer.alloc(32 + count * 12);
  sidx.writeUInt32BE(sidx.length, 0);
  sidx.write("sidx", 4, "latin1");
  sidx.writeUInt32BE(1, 12); // reference id
  sidx.writeUInt32BE(1, 16); // one tick a second
  sidx.writeUInt16BE(count, 30);
  for (let k = 0; k < count; k += 1) {
    sidx.writeUInt32BE(8, 32 + k * 12);
    sidx.writeUInt32BE(2, 36 + k * 12);
  }
  const body = Buffer.alloc(count * 8, "\0\0\0\x08free", "latin1");
  return new Uint8Array(Buffer.concat([front.subarray(0, initBytes), sidx, body]));
}
