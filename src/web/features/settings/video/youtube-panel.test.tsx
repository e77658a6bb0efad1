import { expect, test } from "bun:test";
import { screen } from "@testing-library/react";
import { SettingsPage } from "#web/features/settings/settings-page.tsx";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";

test("shows no tools before they are allowed, then their versions and last results (55)", async () => {
  const tool = { isFound: true, path: null, version: "18.1.0", ageDays: null, isOld: false, lastSuccess: null };
  const error = { code: "video_outdated" as const, message: "" };
  const tools = [
    { ...tool, name: "youtubei.js", lastFailure: { at: 1_795_728_273_226, error } },
    { ...tool, name: "yt-dlp", version: "2026.03.04", ageDays: 268, isOld: true, lastFailure: null },
  ];
  await using server = await openPageApp({ amends: { "GET /api/video-tools": () => ({ tools, pausedUntil: null }) } });
  using page = await renderPage(<SettingsPage tab="video" />);
  expect(screen.queryByText("yt-dlp") === null).toBe(true);
  await page.user.click(await screen.findByRole("radio", { name: "Player and tools" }));
  expect(server.bodies("PUT /api/settings")).toEqual([{ youtube: "tools" }]);
  const row = await screen.findByText(/268 days old/);
  expect(row.textContent).toContain("2026.03.04");
  expect((await screen.findByText(/Last failure/)).textContent).toContain("YouTube changed something");
});

test("names the hosts of YouTube among those that data goes to, when they are allowed", async () => {
  await using _server = await openPageApp({ settings: { youtube: "tools" } });
  using _page = await renderPage(<SettingsPage tab="privacy" />);
  const row = (await screen.findByText("Videos you watch on YouTube")).closest("tr");
  expect(row?.textContent).toContain("www.youtube-nocookie.com · www.youtube.com · googlevideo.com");
});
