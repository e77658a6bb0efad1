import { describe, expect, test } from "bun:test";
import type { ApiError } from "#shared/errors.ts";
import type { StoredTrack } from "#shared/video/cues.ts";
import type { VideoTools, YoutubeVideo } from "#shared/video/youtube.ts";
import { live, playable, refusals, upcoming } from "#test/youtube/player-response.ts";
import { openWithYoutube } from "#test/youtube/open-with-youtube.ts";

const id = "abcdefghij_";
const json3 = JSON.stringify({ events: [{ tStartMs: 1_000, dDurationMs: 2_000, segs: [{ utf8: "春が来た" }] }] });
const failure = async (response: Response): Promise<ApiError> => (await response.json()).error;

describe("a video of YouTube", () => {
  test("has its title, heights and tracks; manual ones first, translated ones never (43)", async () => {
    await using opened = await openWithYoutube();
    const { app, youtube } = opened;
    const translated = `https://www.youtube.com/api/timedtext?v=${id}&lang=ja&tlang=en`;
    const captions = [
      { language: "ja", kind: "asr" as const, name: "Japanese (auto-generated)" },
      { language: "en", url: translated },
      { language: "ja", name: "Japanese" },
    ];
    youtube.videos.set(id, playable(id, { captions }));
    expect(await app.json<YoutubeVideo>("GET", `/api/youtube/${id}`)).toEqual({
      id,
      title: "春の歌",
      duration: 10,
      isLive: false,
      availableAt: null,
      heights: [1080, 720, 360],
      tracks: [
        { id: "manual:ja", kind: "manual", language: "ja", label: "Japanese" },
        { id: "automatic:ja", kind: "automatic", language: "ja", label: "Japanese (auto-generated)" },
      ],
      tool: "youtubei.js",
    });
    // asked once, although twice wanted
    await app.json("GET", `/api/youtube/${id}`);
    expect(youtube.requests.map(({ method, host, path }) => `${method} ${host}${path}`)).toEqual([
      "POST www.youtube.com/youtubei/v1/player",
    ]);
    const headers = youtube.requests[0]!.headers;
    expect([headers.get("cookie"), headers.get("authorization")]).toEqual([null, null]);
  });

  test("is asked for once while several wait", async () => {
    await using opened = await openWithYoutube();
    opened.youtube.videos.set(id, playable(id));
    await Promise.all(Array.from({ length: 5 }, () => opened.app.json("GET", `/api/youtube/${id}`)));
    expect(opened.youtube.requests).toHaveLength(1);
  });

  test.each(["ask", "player", "off"] as const)("is not asked for while the setting is %s", async (use) => {
    await using opened = await openWithYoutube({ use });
    const { app, youtube } = opened;
    for (const path of [`/api/youtube/${id}`, `/api/youtube/${id}/gop?t=1`, `/api/youtube/${id}/tracks/manual:ja`])
      expect((await failure(await app.request("GET", path))).code).toBe("youtube_off");
    expect((await failure(await app.request("POST", "/api/video-tools/test", { id }))).code).toBe("youtube_off");
    expect(youtube.requests).toEqual([]);
  });

  test("says why YouTube refuses it (30, 31)", async () => {
    await using opened = await openWithYoutube();
    const { app, youtube } = opened;
    // the pauses come last, because nothing is asked during one
    const pauses = ["video_rate"] as const;
    const codes = Object.keys(refusals).filter((code) => !/rate|bot|captcha/.test(code));
    for (const [number, code] of [...codes, ...pauses].entries()) {
      const refused = `refused${String(number).padStart(4, "0")}`;
      youtube.videos.set(refused, refusals[code as keyof typeof refusals]);
      expect((await failure(await app.request("GET", `/api/youtube/${refused}`))).code).toBe(code as never);
    }
  });

  test.each(["video_rate", "video_bot", "video_captcha"] as const)(
    "asks nothing more before a pause ends: %s (31)",
    async (code) => {
      await using opened = await openWithYoutube();
      const { app, youtube } = opened;
      youtube.videos.set(id, refusals[code]);
      const before = Date.now();
      const first = await failure(await app.request("GET", `/api/youtube/${id}`));
      expect(first.code).toBe(code);
      expect(first.retryAt! - before).toBeGreaterThanOrEqual(10 * 60_000);
      const other = await failure(await app.request("GET", "/api/youtube/otherothero"));
      expect([other.code, other.retryAt]).toEqual([code, first.retryAt]);
      expect(youtube.requests).toHaveLength(1);
      expect((await app.json<VideoTools>("GET", "/api/video-tools")).pausedUntil).toBe(first.retryAt!);
    },
  );

  test("that is live has no pictures, and says so (28)", async () => {
    await using opened = await openWithYoutube();
    const { app, youtube } = opened;
    youtube.videos.set(id, live(id));
    expect(await app.json<YoutubeVideo>("GET", `/api/youtube/${id}`)).toMatchObject({
      isLive: true,
      duration: null,
      heights: [],
    });
    expect((await failure(await app.request("GET", `/api/youtube/${id}/gop?t=1`))).code).toBe("video_live");
  });

  test("that is encrypted is refused as such (29)", async () => {
    await using opened = await openWithYoutube();
    opened.youtube.videos.set(id, playable(id, { drm: true }));
    expect((await failure(await opened.app.request("GET", `/api/youtube/${id}`))).code).toBe("video_drm");
  });

  test("that begins later says when (32)", async () => {
    await using opened = await openWithYoutube();
    const startsAt = Math.ceil(Date.now() / 1_000) * 1_000 + 3_600_000;
    opened.youtube.videos.set(id, upcoming(startsAt));
    expect(await opened.app.json<YoutubeVideo>("GET", `/api/youtube/${id}`)).toMatchObject({
      availableAt: startsAt,
      isLive: true,
    });
  });

  test("with another status than 200 says that the tool is outdated, or YouTube away", async () => {
    await using opened = await openWithYoutube();
    const { app, youtube } = opened;
    for (const [status, code] of [
      [400, "video_outdated"],
      [503, "video_network"],
      [429, "video_rate"],
    ] as const) {
      youtube.playerStatus = status;
      expect((await failure(await app.request("GET", `/api/youtube/${id}`))).code).toBe(code);
    }
  });

  test("with an id of another form is refused before anything is asked", async () => {
    await using opened = await openWithYoutube();
    for (const bad of ["--exec=sh", "short", "a%2F..%2F..%2Fbc", "abcdefghij%0A", "abcdefghijkl"])
      expect((await opened.app.request("GET", `/api/youtube/${bad}`)).status).toBe(400);
    for (const time of ["NaN", "Infinity", "-1", "1e309", "0;x", "86401"])
      expect((await opened.app.request("GET", `/api/youtube/${id}/gop?t=${time}`)).status).toBe(400);
    expect(opened.youtube.requests).toEqual([]);
  });
});

describe("subtitles of YouTube", () => {
  const captions = [{ language: "ja" }];
  const path = `/api/youtube/${id}/tracks/manual:ja`;

  test("are fetched once as json3, and kept", async () => {
    await using opened = await openWithYoutube();
    const { app, youtube } = opened;
    youtube.videos.set(id, playable(id, { captions }));
    youtube.subtitles.set(`${id} ja`, { body: json3 });
    await app.json("PUT", `/api/videos/yt-${id}`, { title: "春の歌", language: "ja" });
    const track = await app.json<StoredTrack>("GET", path);
    expect(track).toMatchObject({ id: "manual:ja", kind: "manual", cues: [{ start: 1, end: 3, text: "春が来た" }] });
    // also without the tools
    await app.json("PUT", "/api/settings", { youtube: "off" });
    expect(await app.json<StoredTrack>("GET", path)).toEqual(track);
    expect(youtube.requests.filter(({ path: asked }) => asked === "/api/timedtext")).toHaveLength(1);
  });

  test("that are empty are locked, and that is not the absence of subtitles (44)", async () => {
    await using opened = await openWithYoutube();
    const { app, youtube } = opened;
    youtube.videos.set(id, playable(id, { captions }));
    youtube.subtitles.set(`${id} ja`, { body: "" });
    expect((await failure(await app.request("GET", path))).code).toBe("captions_locked");
    expect((await failure(await app.request("GET", `/api/youtube/${id}/tracks/manual:ko`))).code).toBe("not_found");
  });

  test("wait after 429, until the time that YouTube says (45)", async () => {
    await using opened = await openWithYoutube();
    const { app, youtube } = opened;
    youtube.videos.set(id, playable(id, { captions }));
    youtube.subtitles.set(`${id} ja`, { status: 429, headers: { "retry-after": "120" } });
    const before = Date.now();
    const first = await failure(await app.request("GET", path));
    expect(first.code).toBe("captions_rate");
    expect(first.retryAt! - before - 120_000).toBeWithin(0, 30_000);
    expect((await failure(await app.request("GET", path))).retryAt).toBe(first.retryAt!);
    expect(youtube.requests.filter(({ path: asked }) => asked === "/api/timedtext")).toHaveLength(1);
    // the video itself is not paused
    expect((await app.request("GET", `/api/youtube/${id}`)).status).toBe(200);
  });
});
