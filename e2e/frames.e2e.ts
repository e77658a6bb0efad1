import type { Page } from "@playwright/test";
import type * as FrameCode from "#test/video/frame-code.ts";
import { broadcastClip, fileClips, lateClip, streamClip } from "#test/video/clips.ts";
import { piecesOf } from "#test/video/pieces-of.ts";
import { expect, test } from "./blossom.ts";

declare global {
  var frameCode: typeof FrameCode;
}

/** `first`: when the first frame stands; `last`: the number of the last one. */
type Clip = { path: string; fps: number; first: number; last: number };
const mp4: Clip = { path: fileClips.mp4, fps: 30, first: 0, last: 299 };
const webm: Clip = { path: fileClips.webm, fps: 30, first: 0.007, last: 299 };
const late: Clip = { path: lateClip, fps: 30, first: 0.5, last: 119 };
// its duration leaves the last frame out, so a player stops before it
const broadcast: Clip = { path: broadcastClip, fps: 30_000 / 1_001, first: 2_002 / 30_000, last: 298 };

/** The number of the frame that stands at a time. */
const frameAt = ({ fps, first, last }: Clip, time: number) =>
  Math.min(last, Math.max(0, Math.floor((time - first) * fps)));

test("takes the picture that stands at a time of a file, and at which a playing one stops", async ({ page, start }) => {
  const { url } = await start();
  await addFrameCode(page);
  for (const clip of [mp4, webm, late, broadcast]) {
    await openFile(page, `${url}/video`, clip.path);
    // around the edges of frames, of which 60 begins a group; then the end
    const edges = [60, 61].map((frame) => clip.first + frame / clip.fps);
    const times = [0, ...edges.flatMap((edge) => [edge - 0.004, edge + 0.004]), 1_000];
    const taken = await page.evaluate(takeAt, times);
    if (clip === mp4) taken.unshift(...(await page.evaluate(takePlaying, 4)));
    for (const { at, number } of taken) expect([clip.path, at, number]).toEqual([clip.path, at, frameAt(clip, at)]);
    expect(taken.at(-times.length)?.number).toBe(0);
    expect(taken.at(-1)?.number).toBe(clip.last);
  }
});

test("decodes a piece of a stream, with and without WebCodecs", async ({ page, start }) => {
  const { url } = await start();
  await addFrameCode(page);
  await page.goto(`${url}/video`);
  await loadFrameCode(page);
  for (const hasCodecs of [true, false])
    for (const [index, piece] of piecesOf(streamClip).slice(0, 2).entries()) {
      const begin = index * 2;
      const times = [0, 0.029, 0.037, 1.99].map((by) => begin + by);
      const numbers = await page.evaluate(decode, { bytes: piece.toString("base64"), begin, times, hasCodecs });
      expect(numbers).toEqual(times.map((time) => Math.floor(time * 30)));
    }
});

/** The page's own code, at an address of the page. */
async function addFrameCode(page: Page) {
  const built = await Bun.build({ entrypoints: ["test/video/frame-code.ts"], target: "browser" });
  const body = (await built.outputs[0]?.text()) ?? "";
  await page.route("**/frame-code.js", (route) => route.fulfill({ body, contentType: "text/javascript" }));
}

const loadFrameCode = (page: Page) =>
  page.evaluate(async (address) => {
    globalThis.frameCode = (await import(address)) as typeof frameCode;
  }, "/frame-code.js");

async function openFile(page: Page, address: string, path: string) {
  await page.goto(address);
  await page.locator("input[type=file]").first().setInputFiles(path);
  await expect.poll(() => page.locator("video").evaluate((video: HTMLVideoElement) => video.readyState)).toBe(4);
  await loadFrameCode(page);
}

// these run in the page

async function takeAt(times: number[]) {
  const { filePlayer, take } = frameCode;
  const player = filePlayer();
  const taken = [];
  for (const time of times) {
    player.seek(time);
    taken.push(await take(player));
  }
  return taken;
}

async function takePlaying(count: number) {
  const { filePlayer, take } = frameCode;
  const player = filePlayer();
  player.seek(0);
  const taken = [];
  for (let k = 0; k < count; k++) {
    const until = player.time() + 0.1 + k * 0.011;
    player.play();
    while (player.time() < until) await new Promise(requestAnimationFrame);
    taken.push(await take(player));
  }
  return taken;
}

type Job = { bytes: string; begin: number; times: number[]; hasCodecs: boolean };
async function decode({ bytes, begin, times, hasCodecs }: Job) {
  if (!hasCodecs) Reflect.deleteProperty(globalThis, "VideoDecoder");
  const piece = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
  const numbers = [];
  for (const time of times) numbers.push(await frameCode.decodedNumber(piece, begin, time));
  return numbers;
}
