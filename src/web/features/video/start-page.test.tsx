import { expect, test } from "bun:test";
import { screen, waitFor, within } from "@testing-library/react";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { Toaster } from "#web/ui/toast.tsx";
import { VideoPage } from "./video-page.tsx";

const film = `file-${"1".repeat(64)}`;

async function open() {
  await useVideoStrings.load("en");
  history.replaceState(null, "", "/video");
  return renderPage(
    <>
      <VideoPage id={undefined} Bar={() => null} />
      <Toaster dismissLabel="Dismiss" />
    </>,
  );
}
const rows = () => screen.queryAllByRole("listitem").map((row) => within(row).getByRole("link").textContent);

test("lists recent videos, the last one first; one can be deleted, and the deletion undone", async () => {
  await using server = await openPageApp();
  const put = (key: string, update: object) => server.app.json("PUT", `/api/videos/${key}`, update);
  await put("yt-aaaaaaaaaaa", { title: "", language: "ja" });
  await put(film, { title: "映画.mkv", language: "ja", duration: 5_400, position: 83 });
  using page = await open();
  await waitFor(() =>
    expect(rows()).toEqual(["映画.mkvVideo file · 1:23 / 1:30:00", "YouTube video aaaaaaaaaaaYouTube · 0:00"]),
  );
  expect(screen.getByText("映画.mkv").lang).toBe("ja");
  expect(screen.getAllByRole("link")[0]?.getAttribute("href")).toBe(`/video/${film}`);
  // the file does not leave the computer: said once, beside the button (18)
  expect(screen.getAllByText(/^The file stays on this computer\./)).toHaveLength(1);

  screen.getByRole("button", { name: "Delete “映画.mkv”" }).focus();
  await page.user.keyboard("{Enter}");
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Recent videos" }));
  await page.user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(rows()).toHaveLength(2));
  expect(rows()[0]).toStartWith("映画.mkv");

  server.faults[`DELETE /api/videos/${film}`] = () => Response.error();
  await page.user.click(screen.getByRole("button", { name: "Delete “映画.mkv”" }));
  expect(await screen.findByText("That didn't work. Try again.")).toBeTruthy();
  await waitFor(() => expect(rows()).toHaveLength(2));
});

test("says what will be here, before there is a video", async () => {
  await using _ = await openPageApp();
  using _page = await open();
  expect(await screen.findByText(/^The videos you open are listed here/)).toBeTruthy();
});
