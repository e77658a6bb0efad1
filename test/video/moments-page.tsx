import { expect } from "bun:test";
import { act, configure, screen, waitFor } from "@testing-library/react";
import type { Cue } from "#shared/video/cues.ts";
import type { Moment } from "#shared/video/moment.ts";
import type { Video } from "#shared/video/video.ts";
import { createFakePlayer } from "#test/fake-player.ts";
import { openPageApp, type PageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { answerFor } from "#test/upstream/lessons/index.ts";
import type { ChatRequest, Reply } from "#test/upstream/script.ts";
import { useSettings } from "#web/api/settings.ts";
import { CardPanel } from "#web/features/video/moments/card-panel.tsx";
import { MomentsProvider } from "#web/features/video/moments/moments-context.tsx";
import { Timeline } from "#web/features/video/moments/timeline.tsx";
import { TranslateBar } from "#web/features/video/moments/translate-bar.tsx";
import { Toaster } from "#web/ui/toast.tsx";
import { testVideo } from "./test-video.ts";
import { Watching } from "./watching.tsx";

// the first picture also starts the process that draws pictures
configure({ asyncUtilTimeout: 15_000 }); // below that of a test, so that a wait says what is missing

export const sentence = "昨日友達と映画を見に行きました";
export const translation = "Yesterday I went to see a film with a friend.";
export const lines: Cue[] = [
  { start: 5, end: 7, text: "前の文。" },
  { start: 10, end: 12, text: sentence },
  { start: 20, end: 22, text: "日本に行きたいです。" },
];
type Options = Parameters<typeof openPageApp>[0] &
  Parameters<typeof createFakePlayer>[0] & {
    lines?: readonly Cue[];
    record?: Partial<Video>;
    /** Lines that were translated before. */
    seeded?: readonly Cue[];
    /** An app that goes on after the test. Default: one of its own. */
    server?: PageApp;
  };

/** The moments of a video on its page: Translate, the timeline, the card and the list, with the real app behind them. */
export async function openMoments(options: Options) {
  const { duration = 60, hasPicture = false, lines: shown = lines, record, seeded = [], ...start } = options;
  const server = start.server ?? (await openPageApp(start));
  server.requests.length = 0;
  const { key } = testVideo(record);
  const { app } = server;
  for (const { text, ...span } of seeded) {
    const card = { text, language: "ja", moment: { video: key, at: span.start, ...span } };
    await app.request("POST", "/api/cards", card, { prefer: "respond-async" });
  }
  localStorage.clear(); // choices that an earlier test left
  const { player, told, change } = createFakePlayer({ duration, hasPicture });
  history.replaceState(null, "", `/video/${key}`);
  const page = await renderPage(
    <Watching player={player} video={testVideo(record)} lines={shown}>
      <Loaded />
      <MomentsProvider>
        <TranslateBar />
        <Timeline />
        <CardPanel />
        <Toaster dismissLabel="Dismiss" />
      </MomentsProvider>
    </Watching>,
  );
  // the lists are read after the page is drawn: at first nothing is fetched yet
  await waitFor(() => expect(document.querySelectorAll("[data-moment]")).toHaveLength(seeded.length));
  await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
  return {
    ...server,
    user: page.user,
    queryClient: page.queryClient,
    player,
    told,
    /** The video goes on at this time. */
    at: (time: number) => act(() => change({ time, name: "playing" })),
    saved: async () => (await app.json<{ moments: Moment[] }>("GET", `/api/videos/${key}/moments`)).moments,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      if (!start.server) await server[Symbol.asyncDispose]();
    },
  };
}

/** A good model that answers at once. */
export function goodModel(request: ChatRequest): Reply {
  const { tokensPerSecond: _, ...reply } = answerFor(request, "good");
  return { ...reply, slice: "together" };
}

/** A page has loaded the settings before anything can be pressed. */
function Loaded() {
  useSettings();
  return null;
}

export const button = (name: string | RegExp) => screen.findByRole("button", { name });
