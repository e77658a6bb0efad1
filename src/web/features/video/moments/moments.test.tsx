import { expect, test } from "bun:test";
import { act, screen, waitFor, within } from "@testing-library/react";
import type { ReactNode } from "react";
import type { Cue } from "#shared/video/cues.ts";
import type { Moment } from "#shared/video/moment.ts";
import type { Video } from "#shared/video/video.ts";
import { openPageApp, type PageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { answerFor } from "#test/upstream/lessons/index.ts";
import type { ChatRequest } from "#test/upstream/script.ts";
import { useSettings } from "#web/api/settings.ts";
import { type Lines, LinesContext } from "#web/features/video/captions/lines-context.tsx";
import type { Player, PlayerState } from "#web/features/video/player/player.ts";
import { VideoContext } from "#web/features/video/video-context.ts";
import { Toaster } from "#web/ui/toast.tsx";
import { CardPanel } from "./card-panel.tsx";
import { MomentsProvider } from "./moments-context.tsx";
import { Timeline } from "./timeline.tsx";
import { TranslateBar } from "./translate-bar.tsx";

const key = "yt-aaaaaaaaaaa";
const video: Video = {
  key,
  kind: "youtube",
  title: "A film",
  duration: 60,
  position: 0,
  language: "ja",
  region: null,
  track: null,
  secondTrack: null,
  offset: 0,
  poster: null,
  moments: 0,
  openedAt: 0,
};
const sentence = "昨日友達と映画を見に行きました";
const translation = "Yesterday I went to see a film with a friend.";
const lines: Cue[] = [
  { start: 10, end: 12, text: sentence },
  { start: 20, end: 22, text: "日本に行きたいです。" },
];
const linesAt = (time: number) => {
  const index = lines.findIndex(({ start, end }) => start <= time && time < end);
  const cue = lines[index];
  return cue ? { cue, index, before: ["前の文。"], after: ["次の文。"] } : null;
};

/** A player without a picture, as YouTube's is for the page. The test moves its time. */
function createTestPlayer(duration: number | null = 60) {
  let time = 0;
  let state: PlayerState = { name: "paused" };
  const listeners = new Set<() => void>();
  const tell = () => act(() => listeners.forEach((listener) => listener()));
  const player: Player = {
    play: () => {},
    pause: async () => {
      state = { name: "paused" };
      return time;
    },
    seek: (to) => {
      time = to;
      listeners.forEach((listener) => listener());
    },
    time: () => time,
    duration: () => duration,
    setRate: () => {},
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    video: null,
    box: document.createElement("div"),
  };
  const at = (to: number, name: "playing" | "paused" = "playing") => {
    time = to;
    state = { name };
    tell();
  };
  return { player, at };
}

function Page({ player, children }: { player: Player | null; children?: ReactNode }) {
  useSettings(); // a page has loaded them before anything can be pressed
  const shown = { lines, language: "ja", lineAt: linesAt } as Partial<Lines> as Lines; // moments use only this part
  return (
    <VideoContext value={{ video, player, file: null, update: () => {} }}>
      <LinesContext value={shown}>
        <MomentsProvider>
          <TranslateBar />
          <Timeline />
          <CardPanel />
          {children}
          <Toaster dismissLabel="Dismiss" />
        </MomentsProvider>
      </LinesContext>
    </VideoContext>
  );
}

const goodModel = (request: ChatRequest) => {
  const { tokensPerSecond: _, ...reply } = answerFor(request, "good");
  return reply;
};
const saved = async ({ app }: PageApp) =>
  (await app.json<{ moments: Moment[] }>("GET", `/api/videos/${key}/moments`)).moments;
const open = async (player: Player | null) => {
  history.replaceState(null, "", `/video/${key}`);
  const page = await renderPage(<Page player={player} />);
  await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
  return page;
};
const button = (name: string | RegExp) => screen.getByRole("button", { name });

test("translates the line of this moment with its neighbours, and keeps the card as a moment (19, 20)", async () => {
  await using server = await openPageApp({ ollama: { script: goodModel } });
  const { player, at } = createTestPlayer();
  using page = await open(player);
  expect(button(/^Translate frame/)).toBeTruthy();
  at(10.5);
  await page.user.click(button(/^Translate line/));
  expect(await screen.findByText(translation)).toBeTruthy();
  const [asked] = server.bodies("POST /api/cards") as Record<string, unknown>[];
  expect(asked).toMatchObject({
    text: sentence,
    context: { before: ["前の文。"], after: ["次の文。"] },
    moment: { video: key, at: 10.5, start: 10, end: 12 },
  });
  const kept = { at: 10.5, start: 10, end: 12, source: "cue", outcome: "complete" };
  await waitFor(async () => expect(await saved(server)).toMatchObject([kept]));

  // the same line again: no second answer (23)
  at(11.5);
  await page.user.keyboard("t");
  expect(await screen.findByText(translation)).toBeTruthy();
  expect(server.bodies("POST /api/cards")).toHaveLength(1);
});

test("cancels with Escape and keeps nothing; a press elsewhere starts there (21, 22)", async () => {
  const gate = Promise.withResolvers<void>();
  let isSlow = true;
  await using server = await openPageApp({
    ollama: {
      script: async (request) => {
        if (isSlow) await gate.promise;
        return goodModel(request);
      },
    },
  });
  const { player, at } = createTestPlayer();
  using page = await open(player);
  at(10.5);
  await page.user.keyboard("t");
  await waitFor(async () => expect(await saved(server)).toHaveLength(1));
  at(40); // playing on changes nothing of the job
  expect(within(screen.getByRole("article", { name: "Moment at 0:10" })).getByText("0:10")).toBeTruthy();
  await page.user.keyboard("{Escape}");
  await waitFor(async () => expect(await saved(server)).toEqual([]));

  at(10.5);
  await page.user.keyboard("t");
  await waitFor(async () => expect(await saved(server)).toHaveLength(1));
  isSlow = false;
  at(20.5);
  await page.user.keyboard("t");
  await waitFor(async () =>
    expect((await saved(server)).map((one) => [one.start, one.outcome])).toEqual([[20, "complete"]]),
  );
  gate.resolve();
});
