import { expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import type { VideoStorage } from "#shared/video/storage.ts";
import { SettingsPage } from "#web/features/settings/settings-page.tsx";
import { Toaster } from "#web/ui/toast.tsx";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";

const track = { kind: "file", language: "ja", label: "film.srt", skipped: 0 };
const cues = Array.from({ length: 200 }, (_, at) => ({ start: at, end: at + 1, text: `${at}匹の猫${at * 7919}` }));

async function open(amend: (storage: VideoStorage) => VideoStorage = (storage) => storage) {
  const server = await openPageApp({ amends: { "GET /api/video-storage": amend as (answer: never) => VideoStorage } });
  for (const [key, title] of [
    ["yt-dQw4w9WgXcQ", ""],
    [`file-${"a".repeat(64)}`, "film.mkv"],
  ] as const) {
    await server.app.json("PUT", `/api/videos/${key}`, { title, language: "ja" });
    await server.app.json("PUT", `/api/videos/${key}/tracks/one`, { ...track, cues });
  }
  const page = await renderPage(
    <>
      <SettingsPage tab="video" />
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
  const panel = within(await screen.findByRole("region", { name: "Storage" }));
  return {
    server,
    page,
    panel,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

test("shows what each video takes, deletes one, and brings it back (54)", async () => {
  await using opened = await open();
  const { server, page, panel } = opened;
  const row = (await panel.findByText("film.mkv")).closest("li")!;
  expect(row.textContent).toMatch(/Video file · 0 moments · \d+ kB/);
  expect(panel.getByRole("link", { name: /^YouTube video dQw4w9WgXcQ/ }).getAttribute("href")).toBe(
    "/video/yt-dQw4w9WgXcQ",
  );
  await page.user.click(panel.getByRole("button", { name: "Delete “film.mkv”" }));
  await waitFor(() => expect(panel.queryByText("film.mkv") === null).toBe(true));
  expect(panel.getByText(/kB were deleted/)).toBeTruthy();
  await page.user.click(await screen.findByRole("button", { name: "Undo" }));
  expect(await panel.findByText("film.mkv")).toBeTruthy();
  expect(panel.queryByText(/were deleted/) === null).toBe(true);
  expect(server.requests.some(({ route }) => route.endsWith("/restore"))).toBe(true);
});

test("says at the limit what is deleted, and saves another limit (54)", async () => {
  const frames = { bytes: 1_200_000_000, unneeded: 100_000_000, budget: 1_000_000_000 };
  await using opened = await open((storage) => ({ ...storage, frames }));
  const { server, page, panel } = opened;
  expect(await panel.findByText(/no moment \(100 MB\), Blossom deletes the oldest first/)).toBeTruthy();
  expect(panel.getByText(/The frames of your moments take more than the limit/)).toBeTruthy();
  await page.user.selectOptions(panel.getByLabelText("Limit for frames"), "5 GB");
  await waitFor(() => expect(server.bodies("PUT /api/settings")).toEqual([{ frameBudget: 5_000 }]));
});
