import { afterEach, expect, test } from "bun:test";
import { act, screen, waitFor, within } from "@testing-library/react";
import fs from "node:fs";
import { openPageApp } from "#test/page-app.ts";
import { renderPage } from "#test/render-page.tsx";
import { fileClips } from "#test/video/clips.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { fileKey } from "./player/file-key.ts";
import { VideoPage } from "./video-page.tsx";

// happy-dom plays nothing, so no frame is ever shown
Object.assign(HTMLVideoElement.prototype, { requestVideoFrameCallback: () => 0, cancelVideoFrameCallback: () => {} });

const Bar = ({ title }: { title: string }) => <h1>{title}</h1>;
const clip = (path: string, name: string) => new File([fs.readFileSync(path)], name, { type: "video/mp4" });
const first = clip(fileClips.mp4, "film.mp4");
const second = clip(fileClips.webm, "film.webm");

/** Opens the page of a film of an earlier visit. */
async function open(film = first, title = "film.mp4") {
  const server = await openPageApp();
  const key = await fileKey(film);
  await server.app.json("PUT", `/api/videos/${key}`, { title, language: "ja", duration: 10, position: 4 });
  await useVideoStrings.load("en");
  history.replaceState(null, "", `/video/${key}`);
  const page = await renderPage(<VideoPage id={key} Bar={Bar} />);
  await screen.findByText("To continue watching, open “film.mp4” again.");
  const choose = (file: File) => page.user.upload(screen.getByLabelText("Choose the file"), file);
  return {
    ...page,
    server,
    key,
    choose,
    async [Symbol.asyncDispose]() {
      page[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** The film with another name for its kind of picture. */
function changed(kind: string) {
  const bytes = Buffer.from(fs.readFileSync(fileClips.mp4));
  bytes.write(kind, bytes.lastIndexOf("avc1"), "latin1");
  return new File([bytes], "film.mp4", { type: "video/mp4" });
}
afterEach(() => localStorage.clear());

test("asks for the same file again, and says when another one was chosen: the same video, or a new one (17)", async () => {
  await using page = await open();
  await page.choose(second);
  const dialog = await screen.findByRole("dialog", { name: "This is another file" });
  expect(within(dialog).getByText(/^“film.webm” isn't the file that you opened as “film.mp4”/)).toBeTruthy();
  expect(location.pathname).toBe(`/video/${page.key}`);
  await page.user.click(within(dialog).getByRole("button", { name: "Open as a new video" }));
  await waitFor(async () => expect(location.pathname).toBe(`/video/${await fileKey(second)}`));

  history.replaceState(null, "", `/video/${page.key}`);
  await page.choose(second);
  await page.user.click(await screen.findByRole("button", { name: "It's the same video" }));
  expect(await screen.findByLabelText("film.mp4", { selector: "video" })).toBeTruthy();
  expect(screen.getByRole("heading", { name: "film.mp4" })).toBeTruthy();
  expect(location.pathname).toBe(`/video/${page.key}`);
});

test("says what happened when a playing file is damaged or changed, and offers the way on (16)", async () => {
  const fail = async (code: number) => {
    const video = await screen.findByLabelText("film.mp4", { selector: "video" });
    Object.defineProperty(video, "error", { value: { code }, configurable: true });
    act(() => void video.dispatchEvent(new Event("error")));
    return video;
  };
  const film = changed("free");
  await using page = await open(film);
  await page.choose(film);
  const failed = await fail(3);
  expect(
    await screen.findByText(/^This file is incomplete or damaged at 0:0\d\. You can watch the part before it\.$/),
  ).toBeTruthy();
  await page.user.click(screen.getByRole("button", { name: "Reload" }));
  await waitFor(() => expect(screen.queryByRole("alert") === null).toBe(true));
  expect((await screen.findByLabelText("film.mp4", { selector: "video" })) === failed).toBe(false);

  const changedFile = await fail(2);
  expect(
    await screen.findByText("This file was moved or changed and can't be read any more. Open it again."),
  ).toBeTruthy();
  // the same file, as it is now; a browser forgets the error with the new source
  Reflect.deleteProperty(changedFile, "error");
  await page.choose(changed("free"));
  await waitFor(() => expect(screen.queryByRole("alert") === null).toBe(true));
});

test("says that a file is protected, which a browser would show as a black picture", async () => {
  const film = changed("encv");
  await using page = await open(film);
  await page.choose(film);
  expect(await screen.findByText(/^This file is protected \(DRM\)/)).toBeTruthy();
});
