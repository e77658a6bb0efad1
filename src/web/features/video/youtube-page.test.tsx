import { afterEach, expect, jest, test } from "bun:test";
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import type { YoutubeUse } from "#shared/setting-values.ts";
import { failure, openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import type { EmbedVideo } from "#test/youtube/embed.ts";
import { withEmbeds } from "#test/youtube/embed-frames.ts";
import { answerFor } from "#test/upstream/lessons/index.ts";
import type { ChatRequest } from "#test/upstream/script.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { blockedAfterMs } from "./player/embed-player.ts";
import { VideoPage } from "./video-page.tsx";

const id = "aaaaaaaaaaa";
const key = `yt-${id}`;
const Bar = ({ title }: { title: string }) => <h1>{title}</h1>;

type Options = { youtube?: YoutubeUse; embed?: EmbedVideo; moments?: number };

/** Opens the page of a video whose embed is the stand-in. `moments`: so many lines were translated in it. */
async function open({ youtube = "player", embed: video = {}, moments = 0 }: Options = {}) {
  const server = await openPageApp({ settings: { youtube }, ollama: { script: goodModel } });
  await server.app.json("PUT", `/api/videos/${key}`, { title: "A film", duration: 60, language: "ja" });
  for (let n = 1; n <= moments; n++) await keepMoment(server.app, n * 10);
  const embeds = withEmbeds(video);
  await useVideoStrings.load("en");
  history.replaceState(null, "", `/video/${key}`);
  const page = await renderPage(<VideoPage id={key} Bar={Bar} />);
  await screen.findByRole("heading", { name: "A film" });
  await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
  return {
    ...page,
    server,
    embeds,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      embeds[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

const sentence = "昨日友達と映画を見に行きました";
const goodModel = (request: ChatRequest) => {
  const { tokensPerSecond: _, ...reply } = answerFor(request, "good");
  return reply;
};
async function keepMoment(app: Awaited<ReturnType<typeof openPageApp>>["app"], at: number) {
  const line = { text: sentence, language: "ja", moment: { video: key, at, start: at, end: at + 2 } };
  const response = await app.request("POST", "/api/cards", line, { prefer: "respond-async" });
  const { generationId } = (await response.json()) as { generationId: string };
  await app.events(generationId);
}

const button = (name: string) => screen.getByRole("button", { name });
const youtubeRequests = ({ requests }: { requests: { route: string }[] }) =>
  requests.filter(({ route }) => route.includes("/api/youtube/")).map(({ route }) => route);

afterEach(() => localStorage.clear());

test("the first video says what is contacted, and loads nothing before the learner has chosen (4)", async () => {
  await using page = await open({ youtube: "off" });
  expect(screen.getByText("YouTube is turned off in Settings.")).toBeTruthy();
  await page.server.app.json("PUT", "/api/settings", { youtube: "ask" });
  const question = await screen.findByRole("group", { name: "Play this video from YouTube?" });
  expect(question.textContent).toContain("youtube-nocookie.com");
  expect(within(question).getByRole("link", { name: "Not now" }).getAttribute("href")).toBe("/video");
  expect(page.embeds.loaded).toEqual([]);
  await page.user.click(button("Player only"));
  await waitFor(() => expect(page.embeds.loaded).toHaveLength(1));
  expect(page.embeds.loaded[0]?.address.href).toStartWith(`https://www.youtube-nocookie.com/embed/${id}?`);
  expect(youtubeRequests(page.server)).toEqual([]);
  expect(page.server.bodies("PUT /api/settings")).toEqual([{ youtube: "player" }]);
});

test("plays while the tools are still asked (5), and tells only YouTube's own messages apart", async () => {
  await using page = await open({ youtube: "ask" });
  const gate = Promise.withResolvers<Response>();
  page.server.faults[`GET /api/youtube/${id}`] = () => gate.promise;
  await page.user.click(button("Player and tools"));
  await waitFor(() => expect(screen.queryByText("Loading YouTube's player …") === null).toBe(true));
  expect(youtubeRequests(page.server)).toEqual([`GET /api/youtube/${id}`]);
  page.embeds.embed().press("play");
  page.embeds.embed().at(12.5);
  expect(screen.getByText("0:12 / 1:00")).toBeTruthy();
  for (const from of [{ origin: "https://evil.example" }, { source: {} }])
    page.embeds.say({ event: "infoDelivery", info: { currentTime: 50 } }, from);
  expect(screen.getByText("0:12 / 1:00")).toBeTruthy();
  gate.resolve(failure(502, "youtube_unreachable", ""));
});

test("loading can be cancelled, and begun again (5)", async () => {
  await using page = await open({ embed: { isSilent: true } });
  expect(screen.getByText("Loading YouTube's player …")).toBeTruthy();
  await page.user.click(button("Cancel"));
  expect(document.querySelector("iframe") === null).toBe(true);
  expect(screen.getByText("YouTube's player isn't loaded.")).toBeTruthy();
  await page.user.click(button("Load the player"));
  expect(page.embeds.loaded).toHaveLength(2);
});

test("the controls and their keys tell YouTube's player, and say when its frame has the keys", async () => {
  await using page = await open();
  await screen.findByText("0:00 / 1:00");
  const { commands, info } = page.embeds.embed();
  await page.user.click(button("Play"));
  act(() => button("Pause").blur());
  await page.user.keyboard(" ");
  expect(commands()).toEqual([
    { func: "playVideo", args: [] },
    { func: "pauseVideo", args: [] },
  ]);
  await page.user.selectOptions(screen.getByRole("combobox", { name: "Speed" }), "0.7×");
  act(() => screen.getByRole("combobox", { name: "Speed" }).blur());
  await page.user.keyboard(">>{ArrowRight}m");
  expect(info).toMatchObject({ playbackRate: 0.9, currentTime: 5, muted: true });
  expect(screen.getByRole<HTMLInputElement>("slider", { name: "Volume" }).value).toBe("0");
  fireEvent.change(screen.getByRole("slider", { name: "Volume" }), { target: { value: "0.5" } });
  expect(info).toMatchObject({ muted: false, volume: 50 });
  await page.user.keyboard("{ArrowLeft}{ArrowLeft}<");
  expect(info).toMatchObject({ playbackRate: 0.8, currentTime: 0 });

  act(() => {
    document.querySelector("iframe")?.focus();
    dispatchEvent(new Event("blur"));
  });
  await page.user.click(await screen.findByRole("button", { name: "Click here for shortcuts" }));
  expect(document.activeElement).toBe(button("Play"));
  act(() => void dispatchEvent(new Event("focus")));
  expect(screen.queryByRole("button", { name: "Click here for shortcuts" }) === null).toBe(true);
});

test("each code of YouTube and its silence (10) has a sentence and a way on (6, 7, 8, 9); moments stay readable (7, 11), as a list where there is no bar (53)", async () => {
  const embed: EmbedVideo = { error: 150 };
  await using page = await open({ embed, moments: 2 });
  await screen.findByRole("alert");
  expect(screen.getByRole("slider", { name: "Position" }).getAttribute("aria-valuemax")).toBe("60");
  // in the place of the video stands what the shown moment is about, and its card beside it
  expect(document.querySelector("figure p")?.textContent).toBe(sentence);
  const shown = () => screen.getByRole("article", { name: /^Moment at/ });
  expect(await within(shown()).findByText("Yesterday I went to see a film with a friend.")).toBeTruthy();
  expect(within(shown()).getByText("0:10")).toBeTruthy();
  await page.user.click(button("Next moment"));
  expect(within(shown()).getByText("0:20")).toBeTruthy();

  const notPublic = "This video doesn't exist, isn't public, or was removed.";
  const notAllowed = "The owner doesn't allow playing it here. Open it on YouTube, and paste a screenshot here.";
  const broken = "YouTube's player reported an error.";
  const noAddress =
    "YouTube refused because the browser sent no page address. Check your privacy extensions, or open Blossom at http://localhost:3000.";
  for (const [code, words, ways] of [
    [2, notPublic, []],
    [100, notPublic, []],
    [101, notAllowed, ["Open on YouTube"]],
    [150, notAllowed, ["Open on YouTube"]],
    [153, noAddress, ["Try again"]],
    [999, broken, ["Reload"]],
    [5, broken, ["Reload"]],
  ] as const) {
    page.embeds.say({ event: "onError", info: code });
    const alert = within(screen.getByRole("alert"));
    expect(alert.getByText(words)).toBeTruthy();
    const offered = [...alert.queryAllByRole("link"), ...alert.queryAllByRole("button")];
    expect([code, ...offered.map(({ textContent }) => textContent)]).toEqual([code, ...ways]);
  }

  embed.isSilent = true;
  jest.useFakeTimers();
  try {
    fireEvent.click(button("Reload"));
    act(() => void jest.advanceTimersByTime(blockedAfterMs - 1));
    expect(screen.queryByRole("alert") === null).toBe(true);
    act(() => void jest.advanceTimersByTime(1));
  } finally {
    jest.useRealTimers();
  }
  expect(page.embeds.loaded).toHaveLength(2);
  expect(screen.getByRole("alert").textContent).toContain("YouTube couldn't be reached.");
  expect(document.querySelector("figure p")?.textContent).toBe(sentence);
  page.embeds.say({ event: "onReady" }); // late
  expect(screen.queryByRole("alert") === null).toBe(true);

  // nobody knows how long a live stream will be, so there is no bar (53)
  const moments = screen.getByText("All moments (2)").closest("details");
  page.embeds.say({ event: "infoDelivery", info: { duration: 7_200, videoData: { isLive: false } } });
  expect(screen.getByRole("slider", { name: "Position" })).toBeTruthy();
  page.embeds.say({ event: "infoDelivery", info: { duration: 7_260, videoData: { isLive: true } } });
  expect(screen.queryByRole("slider", { name: "Position" }) === null).toBe(true);
  expect(moments?.open).toBe(true);
});
