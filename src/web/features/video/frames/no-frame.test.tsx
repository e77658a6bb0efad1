import { afterEach, expect, test } from "bun:test";
import { screen } from "@testing-library/react";
import { createFakePlayer } from "#test/fake-player.ts";
import { renderPage } from "#test/render-page.tsx";
import { Watching } from "#test/video/watching.tsx";
import type { ApiError } from "#shared/errors.ts";
import { useVideoStrings } from "#web/i18n/use-video-strings.ts";
import { FrameTrouble, frameTroubleCodes } from "./frame-trouble.ts";
import { waysOut } from "./frame-ways.ts";
import { NoFrame } from "./no-frame.tsx";

/** The browser's own answer to the question what to share; null: the page may not ask. */
function setBrowser(getDisplayMedia: (() => Promise<MediaStream>) | null) {
  const mediaDevices = getDisplayMedia ? { getDisplayMedia } : undefined;
  Object.defineProperty(navigator, "mediaDevices", { value: mediaDevices, configurable: true });
  Object.defineProperty(globalThis, "isSecureContext", { value: getDisplayMedia !== null, configurable: true });
}
afterEach(() => setBrowser(null));

async function show(error: unknown) {
  const { player } = createFakePlayer();
  let tries = 0;
  await useVideoStrings.load("en");
  const page = await renderPage(
    <Watching player={player}>
      <NoFrame error={error} onRetry={() => tries++} onStill={() => {}} />
    </Watching>,
  );
  return Object.assign(page, { tries: () => tries });
}

const buttons = () => screen.queryAllByRole("button").map(({ textContent }) => textContent);
const early = (retryAt: number): ApiError => ({ code: "video_early", message: "", retryAt });

test("a refused screen grab is no failure, and the other ways are named (36)", async () => {
  setBrowser(() => Promise.reject(new DOMException("", "NotAllowedError")));
  using page = await show(new FrameTrouble("video_age"));
  expect(buttons()).toEqual(["Screen grab"]);
  await page.user.click(screen.getByRole("button", { name: "Screen grab" }));
  await screen.findByText(/^The screen isn't shared. You can also paste a screenshot/);
  expect(buttons()).toEqual(["Retry", "Screen grab"]);
  expect(screen.getByLabelText("Choose a picture")).toBeTruthy();
  expect(waysOut(new FrameTrouble("refused")).kind).toBe("note");
  await page.user.click(screen.getByRole("button", { name: "Retry" }));
  expect(page.tries()).toBe(1);
});

test("notices that another window or tab was shared, stops it and asks again (37)", async () => {
  let stopped = 0;
  const share = (surface: string) => {
    const track = {
      getSettings: () => ({ displaySurface: surface }),
      // as Chromium does for another tab than the one of the element
      restrictTo: () => Promise.reject(new DOMException("", "NotSupportedError")),
      stop: () => stopped++,
    };
    setBrowser(async () => ({ getVideoTracks: () => [track] }) as unknown as MediaStream);
  };
  Object.assign(globalThis, { RestrictionTarget: { fromElement: async () => ({}) } });
  share("window");
  using page = await show(new FrameTrouble("video_age"));
  for (const surface of ["window", "monitor", "browser"]) {
    share(surface);
    await page.user.click(screen.getByRole("button", { name: "Screen grab" }));
    await screen.findByText(
      /^Another tab, window or screen was shared.*Start the screen grab again and choose this tab/,
    );
  }
  Reflect.deleteProperty(globalThis, "RestrictionTarget");
  expect(stopped).toBe(3);
  expect(page.tries()).toBe(0);
});

test("where the browser allows no screen grab, it is hidden, and the note says why and where it works (39)", async () => {
  using _ = await show(new FrameTrouble("video_live"));
  expect(buttons()).toEqual([]);
  expect(screen.getByText(/only at a secure address.*open http:\/\/localhost:3000\./)).toBeTruthy();
});

test("during a pause of YouTube it says when the next try may be, and there is none before (31)", async () => {
  const retryAt = Date.now() + 3_600_000;
  using _ = await show(new FrameTrouble("video_bot", { code: "video_bot", message: "", retryAt }));
  expect(screen.getByText(/^Next try: /)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Retry" }).disabled).toBe(true);
});

test("counts down while YouTube makes viewers wait (32)", async () => {
  using page = await show(new FrameTrouble("video_early", early(Date.now() + 3_600_000)));
  expect(screen.getByText(/^Continues in /)).toBeTruthy();
  expect(page.tries()).toBe(0);
});

test("has a sentence of its own for each trouble of the page (F52)", async () => {
  const seen = new Set<string>();
  for (const code of frameTroubleCodes) {
    using _ = await show(new FrameTrouble(code));
    seen.add(document.querySelector("[data-note] p")?.textContent ?? "");
  }
  expect(seen.size).toBe(frameTroubleCodes.length);
  expect(seen.has("")).toBe(false);
});
