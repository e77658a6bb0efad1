import { expect } from "bun:test";
import { act, screen, waitFor } from "@testing-library/react";
import type { Cue } from "#shared/video/cues.ts";
import type { Moment } from "#shared/video/moment.ts";
import { createFakePlayer } from "#test/fake-player.ts";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { useSettings } from "#web/api/settings.ts";
import { CardPanel } from "#web/features/video/moments/card-panel.tsx";
import { MomentsProvider } from "#web/features/video/moments/moments-context.tsx";
import { Timeline } from "#web/features/video/moments/timeline.tsx";
import { TranslateBar } from "#web/features/video/moments/translate-bar.tsx";
import { Toaster } from "#web/ui/toast.tsx";
import { testVideo } from "./test-video.ts";
import { Watching } from "./watching.tsx";

export const sentence = "昨日友達と映画を見に行きました";
export const translation = "Yesterday I went to see a film with a friend.";
export const lines: Cue[] = [
  { start: 5, end: 7, text: "前の文。" },
  { start: 10, end: 12, text: sentence },
  { start: 20, end: 22, text: "日本に行きたいです。" },
];
const { key } = testVideo();

type Options = Parameters<typeof openPageApp>[0] &
  Parameters<typeof createFakePlayer>[0] & {
    lines?: readonly Cue[];
  };

/** The moments of a video on its page: Translate, the timeline, the card and the list, with the real app behind them. */
export async function openMoments({ duration = 60, video, lines: shown = lines, ...start }: Options) {
  const server = await openPageApp(start);
  const { app } = server;
  const { player, told, change } = createFakePlayer({ duration, ...(video && { video }) });
  history.replaceState(null, "", `/video/${key}`);
  const page = await renderPage(
    <Watching player={player} lines={shown}>
      <Loaded />
      <MomentsProvider>
        <TranslateBar />
        <Timeline />
        <CardPanel />
        <Toaster dismissLabel="Dismiss" />
      </MomentsProvider>
    </Watching>,
  );
  await waitFor(() => expect(page.queryClient.isFetching()).toBe(0));
  return {
    ...server,
    user: page.user,
    player,
    told,
    /** The video goes on at this time. */
    at: (time: number) => act(() => change({ time, name: "playing" })),
    saved: async () => (await app.json<{ moments: Moment[] }>("GET", `/api/videos/${key}/moments`)).moments,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** A page has loaded the settings before anything can be pressed. */
function Loaded() {
  useSettings();
  return null;
}

export const button = (name: string | RegExp) => screen.findByRole("button", { name });
