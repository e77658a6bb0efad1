import { describe, expect, test } from "bun:test";
import fs from "node:fs";
import { join } from "node:path";
import type { ApiError } from "#shared/errors.ts";
import type { VideoTools, VideoToolTest, YoutubeVideo } from "#shared/video/youtube.ts";
import { makeYtDlp, ytDlpOutput } from "#test/youtube/fake-yt-dlp.ts";
import { openWithYoutube } from "#test/youtube/open-with-youtube.ts";
import { refusals } from "#test/youtube/player-response.ts";
import { ageOf } from "./age.ts";
import { argumentsFor } from "./arguments.ts";
import { findYtDlp } from "./find.ts";

const id = "abcdefghij_";
const failure = async (response: Response): Promise<ApiError> => (await response.json()).error;

/** The app with a fake yt-dlp in its PATH; youtubei.js says that it is outdated, so yt-dlp is asked. */
async function openWithYtDlp(script: string, limits = { resolveMs: 5_000, pieceMs: 5_000 }) {
  const fake = makeYtDlp(script);
  const opened = await openWithYoutube({ config: { path: `${fake.folder}:/usr/bin:/bin`, limits } });
  opened.youtube.videos.set(id, refusals.video_outdated);
  return {
    ...opened,
    fake,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      fake[Symbol.dispose]();
    },
  };
}
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return !fs.readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
};

describe("yt-dlp", () => {
  test("is asked after youtubei.js, with fixed arguments, in an empty folder and environment", async () => {
    await using opened = await openWithYtDlp(
      `printf '%s\\n' "$@" > "$here/arguments"; env > "$here/environment"; ls -A > "$here/files"; cat "$here/output.json"`,
    );
    fs.writeFileSync(join(opened.fake.folder, "output.json"), JSON.stringify(ytDlpOutput(id)));
    const video = await opened.app.json<YoutubeVideo>("GET", `/api/youtube/${id}`);
    expect(video).toMatchObject({ title: "春の歌", tool: "yt-dlp", heights: [720, 360] });
    expect(video.tracks.map((track) => track.id)).toEqual(["manual:ja", "automatic:ja"]);
    const read = (name: string) => fs.readFileSync(join(opened.fake.folder, name), "utf8").trim();
    expect(read("arguments").split("\n")).toEqual(argumentsFor(id));
    expect(argumentsFor(id).slice(-2)).toEqual(["--", `https://www.youtube.com/watch?v=${id}`]);
    expect(read("files")).toBe("");
    const names = read("environment")
      .split("\n")
      .map((line) => line.split("=")[0]!);
    const usual = [
      "HOME",
      "LC_ALL",
      "OLDPWD",
      "PATH",
      "PWD",
      "SHLVL",
      "TMPDIR",
      "XDG_CACHE_HOME",
      "XDG_CONFIG_HOME",
      "_",
    ];
    expect(names.filter((name) => !usual.includes(name))).toEqual([]);
    const home = read("environment")
      .split("\n")
      .find((line) => line.startsWith("HOME="))!
      .slice(5);
    expect(fs.existsSync(home)).toBe(false);
  });

  test.each([
    ["ERROR: [youtube] x: Private video. Sign in if you've been granted access to this video", "video_private"],
    ["ERROR: [youtube] x: Sign in to confirm you’re not a bot. Use --cookies", "video_bot"],
    ["ERROR: [youtube] x: Unable to download API page: HTTP Error 429: Too Many Requests", "video_rate"],
    [
      "ERROR: [youtube] x: Unable to download API page: <urlopen error [Errno -3] Temporary failure in name resolution>",
      "video_network",
    ],
    ["ERROR: [youtube] x: This video is DRM protected", "video_drm"],
    ["yt-dlp: error: no such option: --no-remote-components", "video_outdated"],
    ["Traceback (most recent call last):", "video_unknown"],
  ] as const)("that writes %j means %s", async (words, code) => {
    await using opened = await openWithYtDlp(`cat "$here/words" >&2; exit 1`);
    fs.writeFileSync(join(opened.fake.folder, "words"), words);
    const error = await failure(await opened.app.request("GET", `/api/youtube/${id}`));
    expect(error.code).toBe(code);
  });

  test("that prints null, nothing or too much has failed", async () => {
    for (const script of ["echo null", "true", "head -c 50000000 /dev/zero"]) {
      await using opened = await openWithYtDlp(script);
      expect((await failure(await opened.app.request("GET", `/api/youtube/${id}`))).code).toBe("video_unknown");
    }
  });

  test("that hangs is killed at the limit with everything it started", async () => {
    await using opened = await openWithYtDlp(`sleep 60 & echo $! $$ > "$here/pids"; wait`, {
      resolveMs: 400,
      pieceMs: 5_000,
    });
    expect((await failure(await opened.app.request("GET", `/api/youtube/${id}`))).code).toBe("video_timeout");
    const pids = fs.readFileSync(join(opened.fake.folder, "pids"), "utf8").trim().split(" ").map(Number);
    expect(pids).toHaveLength(2);
    while (pids.some(isAlive)) await new Promise(setImmediate);
  });

  test("that ends leaves nothing running", async () => {
    await using opened = await openWithYtDlp(`sleep 60 & echo $! > "$here/pids"; echo null`);
    await opened.app.request("GET", `/api/youtube/${id}`);
    const pid = Number(fs.readFileSync(join(opened.fake.folder, "pids"), "utf8"));
    while (isAlive(pid)) await new Promise(setImmediate);
  });

  test("is never started for another thing than an id", () => {
    for (const bad of ["--exec=touch x", "-oX", "a b", "abcdefghij\n", "abcdefghij_/", "", "https://x.y"])
      expect(() => argumentsFor(bad)).toThrow();
  });

  test("is not started while youtubei.js answers, or before it is allowed", async () => {
    await using opened = await openWithYtDlp(`touch "$here/started"`);
    await opened.app.json("PUT", "/api/settings", { youtube: "ask" });
    expect((await failure(await opened.app.request("GET", `/api/youtube/${id}`))).code).toBe("youtube_off");
    expect(fs.existsSync(join(opened.fake.folder, "started"))).toBe(false);
  });

  test("is found by the setting, else in PATH", () => {
    using fake = makeYtDlp("true");
    expect(findYtDlp(null, `/nowhere:${fake.folder}`)).toBe(fake.program);
    expect(findYtDlp(fake.program, "")).toBe(fake.program);
    expect(findYtDlp("/nowhere/yt-dlp", fake.folder)).toBeNull();
    expect(findYtDlp(null, "relative")).toBeNull();
  });

  test("whose path is another program's is refused by the settings", async () => {
    await using opened = await openWithYoutube();
    for (const ytDlpPath of ["/bin/sh", "yt-dlp", "/usr/bin/yt-dlp --exec", "/usr/bin/yt-dlp\n"])
      expect((await opened.app.request("PUT", "/api/settings", { ytDlpPath })).status).toBe(400);
    expect((await opened.app.request("PUT", "/api/settings", { ytDlpPath: "/opt/tools/yt-dlp_linux" })).status).toBe(
      200,
    );
  });

  test("has its version, age and last result in Settings, with a test of one video (55)", async () => {
    await using opened = await openWithYtDlp(
      `case "$*" in *--version*) echo 2026.03.04;; *) cat "$here/output.json";; esac`,
    );
    fs.writeFileSync(join(opened.fake.folder, "output.json"), JSON.stringify(ytDlpOutput(id)));
    const { results } = await opened.app.json<VideoToolTest>("POST", "/api/video-tools/test", { id });
    expect(results).toMatchObject([
      { name: "youtubei.js", title: null, error: { code: "video_outdated" } },
      { name: "yt-dlp", title: "春の歌", heights: [720, 360], tracks: 2, error: null },
    ]);
    const { tools } = await opened.app.json<VideoTools>("GET", "/api/video-tools");
    expect(tools).toMatchObject([
      { name: "youtubei.js", isFound: true, lastSuccess: null, lastFailure: { error: { code: "video_outdated" } } },
      {
        name: "yt-dlp",
        isFound: true,
        path: opened.fake.program,
        version: "2026.03.04",
        isOld: true,
        lastFailure: null,
      },
    ]);
    expect(tools[1]!.lastSuccess).toBeNumber();
  });

  test("is old after ninety days, and below the version without known holes", () => {
    const day = (date: string) => Date.parse(date);
    expect(ageOf("2026.08.19", day("2026-09-19"))).toEqual({ ageDays: 31, isOld: false });
    expect(ageOf("2026.08.19", day("2026-11-27"))).toEqual({ ageDays: 100, isOld: true });
    expect(ageOf("2026.07.03", day("2026-07-10"))).toEqual({ ageDays: 7, isOld: true });
    expect(ageOf(null, day("2026-07-10"))).toEqual({ ageDays: null, isOld: false });
  });
});
