import { expect, setDefaultTimeout, test } from "bun:test";
import { useQuery } from "@tanstack/react-query";
import { act, screen, waitFor, within } from "@testing-library/react";
import { createFakePlayer } from "#test/fake-player.ts";
import { encodeIn } from "#test/captions/encode.ts";
import { failure, openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { seeAll } from "#test/see-all.ts";
import type { StoredTrack, Track } from "#shared/video/cues.ts";
import type { Video, VideoUpdate } from "#shared/video/video.ts";
import type { YoutubeVideo } from "#shared/video/youtube.ts";
import { useUpdateVideo, videoQuery } from "#web/api/videos.ts";
import type { Player } from "#web/features/video/player/player.ts";
import { VideoContext } from "#web/features/video/video-context.ts";
import { CaptionPanel } from "./caption-panel.tsx";
import { LinesProvider } from "./lines-context.tsx";

setDefaultTimeout(30_000);

const key = "file-0123456789abcdef";
const cues = [
  { start: 1, end: 2, text: "忍者が来た。" },
  { start: 3, end: 5, text: "猫です。" },
  { start: 6, end: 8, text: "忍者と話した。" },
];
const track = (more: Partial<StoredTrack> = {}): StoredTrack => ({
  id: "t1",
  kind: "file",
  language: "ja",
  label: "film.srt",
  cues,
  skipped: 0,
  ...more,
});

function Panel({ player, of }: { player: Player; of: string }) {
  const { data } = useQuery(videoQuery(of));
  const update = useUpdateVideo(of);
  if (!data) return null;
  const context = { video: data, player, file: null, update: (change: VideoUpdate) => update.mutate(change) };
  return (
    <VideoContext value={context}>
      <LinesProvider>
        <CaptionPanel />
      </LinesProvider>
    </VideoContext>
  );
}

const onYoutube = (...tracks: Track[]): YoutubeVideo => ({
  id: "dQw4w9WgXcQ",
  title: "film",
  duration: 60,
  isLive: false,
  availableAt: null,
  heights: [720],
  tracks,
  tool: "youtubei.js",
});

async function open(
  tracks: readonly StoredTrack[],
  of = key,
  { settings, ...start }: Parameters<typeof openPageApp>[0] = {},
) {
  const server = await openPageApp({ settings: { learningLanguage: "ja", ...settings }, ...start });
  await server.app.json("PUT", `/api/videos/${of}`, { title: "film", language: "ja" });
  for (const { id, ...one } of tracks) await server.app.json("PUT", `/api/videos/${of}/tracks/${id}`, one);
  const fake = createFakePlayer();
  const seen = seeAll();
  const page = await renderPage(<Panel player={fake.player} of={of} />);
  const video = () => server.app.json<Video>("GET", `/api/videos/${of}`);
  return {
    ...fake,
    user: page.user,
    server,
    video,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      seen[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

const current = () => document.querySelector('[aria-current="true"]')?.textContent ?? null;
const button = (name: string | RegExp) => screen.findByRole("button", { name });

test("shows which tracks exist and remembers the choice; automatic ones carry a badge (43, 49)", async () => {
  await using page = await open([
    track(),
    track({ id: "a1", kind: "automatic", label: "", cues: [{ start: 1, end: 2, text: "犬" }] }),
  ]);
  const menu = await screen.findByRole("combobox", { name: "Subtitles to show" });
  expect(
    within(menu)
      .getAllByRole("option")
      .map(({ textContent }) => textContent),
  ).toEqual(["Off", "From file: film.srt", "Japanese (automatic)"]);
  await screen.findByText("猫です。", { exact: false });
  await page.user.selectOptions(menu, "Japanese (automatic)");
  expect(await screen.findByText("Automatic: may contain mistakes")).toBeTruthy();
  await waitFor(async () => expect((await page.video()).track).toBe("a1"));
});

test("marks the line that is shown, moves the video to a line, and keeps the offset (48)", async () => {
  await using page = await open([track()]);
  await button("Go to 0:03");
  await act(async () => page.change({ time: 3.5 }));
  expect(current()).toContain("猫");
  await act(async () => page.change({ time: 5.5 }));
  expect(current()).toBeNull();
  await page.user.click(await button("Go to 0:06"));
  expect(page.told).toEqual(["seek 6"]);
  await page.user.click(await button("Subtitles 0.1 s later"));
  await waitFor(async () => expect((await page.video()).offset).toBe(0.1));
  await act(async () => page.change({ time: 10 }));
  await page.user.click(await button("Align to now"));
  await page.user.click(await button("The line at 0:03 begins now"));
  await waitFor(async () => expect((await page.video()).offset).toBe(7));
  expect(await button("Go to 0:10")).toBeTruthy();
});

test("moves line by line with keys, and stops after each line if the learner wants", async () => {
  await using page = await open([track()]);
  await button("Go to 0:03");
  await act(async () => page.change({ time: 3.5 }));
  for (const letter of ["d", "a", "s"]) await page.user.keyboard(letter);
  expect(page.told).toEqual(["seek 6", "seek 3", "seek 3", "play"]);
  await page.user.click(screen.getByRole("checkbox", { name: "Stop after each line" }));
  page.told.length = 0;
  await act(async () => page.change({ time: 4.5, name: "playing" }));
  await act(async () => page.change({ time: 4.97 }));
  expect(page.told).toEqual(["pause"]);
});

test("says how much of the video the learner knows, with the way to each new word's first line", async () => {
  await using page = await open([track()]);
  await page.user.click(await screen.findByText("How much will I understand?"));
  expect(await screen.findByText(/^\d+% known; new words: \d+, most frequent first$/)).toBeTruthy();
  expect(await screen.findByText("ninja")).toBeTruthy();
  await page.user.click((await screen.findAllByRole("button", { name: "First line: 0:01" }))[0]!);
  expect(page.told).toEqual(["seek 1"]);
});

test("says that there are no subtitles, takes a file, and lets the learner choose its encoding (44, 46)", async () => {
  await using page = await open([]);
  await screen.findByText("No subtitles found in this video.");
  const text = "1\n00:00:01,000 --> 00:00:02,500\n昨日の映画はどうだった？\n";
  const input = screen.getByLabelText<HTMLInputElement>("Add subtitle files");
  await page.user.upload(input, new File(["Dear diary"], "diary.srt"));
  expect(await screen.findByText(/“diary.srt” has no lines with times/)).toBeTruthy();
  await page.user.upload(input, new File([encodeIn("shift_jis", text)], "film.srt"));
  const preview = () => document.querySelector("blockquote")?.textContent;
  await waitFor(() => expect(preview()).toBe("昨日の映画はどうだった？"));
  await page.user.selectOptions(screen.getByRole("combobox", { name: "Encoding" }), "euc-kr");
  await waitFor(() => expect(preview()).not.toContain("昨日"));
  await page.user.selectOptions(screen.getByRole("combobox", { name: "Encoding" }), "shift_jis");
  await waitFor(async () => expect((await page.video()).track).toMatch(/^file-/));
});

test("says that YouTube does not hand over its captions, and not that there are none (44)", async () => {
  await using page = await open([], "yt-dQw4w9WgXcQ", {
    settings: { youtube: "tools" },
    faults: {
      "GET /api/youtube/dQw4w9WgXcQ": () =>
        Response.json(onYoutube({ id: "t1", kind: "manual", language: "ja", label: "" })),
      "GET /api/youtube/dQw4w9WgXcQ/tracks/t1": () => failure(403, "captions_locked", ""),
    },
  });
  await screen.findByText("YouTube didn't hand over the captions. The video has some.");
  expect(screen.getByText("You can add a subtitle file, or translate the picture.")).toBeTruthy();
  expect(screen.queryByText(/has no captions/)).toBeNull();
  page.server.faults["GET /api/youtube/dQw4w9WgXcQ/tracks/t1"] = () => Response.json(track());
  await page.user.click(await button("Retry"));
  expect(await screen.findByText("猫です。", { exact: false })).toBeTruthy();
});

test("says that YouTube is not asked, and not that a video has no subtitles (44)", async () => {
  await using _page = await open([], "yt-dQw4w9WgXcQ");
  expect(await screen.findByText(/^Blossom's YouTube tools are off/)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Open Settings" }).getAttribute("href")).toBe("/settings/video");
  expect(screen.queryByText(/has no captions/)).toBeNull();
});
