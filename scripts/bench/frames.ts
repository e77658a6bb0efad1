import type { Browser, Page } from "@playwright/test";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { readConfig } from "#server/config.ts";
import { openApp } from "#test/open-app.ts";
import type * as FramesPage from "./frames-page.ts";
import { makeLongStream } from "./long-stream.ts";
import { median, type Row, toRow } from "./rows.ts";
import { startSlowYoutube } from "./slow-youtube.ts";
import { makeClip } from "./video-clips.ts";

const fps = 30;
/** As YouTube's streams: 5 s between two pictures that stand alone. */
const gop = 5;
/** In seconds of a group: at its beginning, in its middle, and at its end, where the most pictures are decoded. */
const inGroup = [0.01, 2.5, 4.98];
const videos = { short: { id: "bench000010", seconds: 600 }, long: { id: "bench007200", seconds: 7_200 } };

/** How long a press waits for its picture: of a file, and of YouTube's stream. */
export async function measureFrames(browser: Browser): Promise<Row[]> {
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-bench-"));
  const [file, clip] = [join(folder, "file.mp4"), join(folder, "stream.mp4")];
  const isMade =
    makeClip(file, { height: 1080, seconds: 20, gop, rate: "3M", isFragmented: false }) &&
    makeClip(clip, { height: 720, seconds: 20, gop, rate: "1500k", isFragmented: true });
  if (!isMade) {
    console.error("no ffmpeg: the pictures of videos are not measured");
    return [];
  }
  const clipBytes = fs.readFileSync(clip);
  const all = Object.values(videos).map((one) => ({ ...one, stream: makeLongStream(clipBytes, one.seconds, gop) }));
  const youtube = startSlowYoutube(all);
  const config = readConfig({}).youtube;
  await using app = await openApp({ config: { youtube: { ...config, path: "", standIn: youtube.url } } });
  await app.json("PUT", "/api/settings", { youtube: "tools" });
  const page = await openPage(browser, app.url);

  const ofFile = await page.evaluate(takeAll, {
    code,
    times: [1.01, 4.98, 7.5, 9.99, 12.3, 14.98, 17.7],
    file: fs.readFileSync(file).toString("base64"),
  });
  for (const { at, number } of ofFile) check(number, Math.floor(at * fps));

  const stream = await measureStream(page, youtube.seen, { ...all[0]!, minutes: 10 });
  const long = await measureStream(page, youtube.seen, { ...all[1]!, minutes: 120 });
  await page.close();
  await youtube.stop();
  fs.rmSync(folder, { recursive: true, force: true });
  return [
    toRow("a paused file, 1080p: its picture", median(ofFile.map(({ ms }) => ms)), "ms", { atMost: 60 }),
    ...stream,
    ...long,
  ];
}

const code = "/frames-page.js";

/** A page at the app's address that has the page's code and nothing else. */
async function openPage(browser: Browser, url: string): Promise<Page> {
  const built = await Bun.build({ entrypoints: ["scripts/bench/frames-page.ts"], target: "browser", minify: true });
  const body = await built.outputs[0]!.text();
  const page = await browser.newPage();
  await page.route(`${url}/bench`, (route) => route.fulfill({ body: "<!doctype html>", contentType: "text/html" }));
  await page.route(`**${code}`, (route) => route.fulfill({ body, contentType: "text/javascript" }));
  await page.goto(`${url}/bench`);
  return page;
}

type Seen = { requests: number; bytes: number };
type Stream = { id: string; minutes: number; stream: ReturnType<typeof makeLongStream> };

async function measureStream(page: Page, seen: Seen, { id, minutes, stream }: Stream): Promise<Row[]> {
  const name = `YouTube's stream, ${minutes} min, 720p, 40 ms away`;
  const take = async (at: number) => {
    const before = { ...seen };
    const { first, again } = await page.evaluate(takeOne, { code, id, at });
    // the groups of the clip repeat
    const number = Math.floor((at % 20) * fps);
    check(first.number, number);
    check(again.number, number);
    return { first, again, requests: seen.requests - before.requests, bytes: seen.bytes - before.bytes };
  };
  const cold = await take(minutes * 30 + 2.5);
  const warm: Awaited<ReturnType<typeof take>>[] = [];
  for (let k = 0; k < 9; k++) warm.push(await take(minutes * 6 * k + 5 * k + inGroup[k % inGroup.length]!));
  const kb = (bytes: number) => bytes / 1024;
  const most = (of: "requests" | "bytes") => Math.max(...warm.map((one) => one[of]));
  const limit = Math.ceil(kb(Math.max(64 * 1024, stream.indexBytes) + stream.bytesOfSegment));
  return [
    toRow(`${name}: a picture, index known`, median(warm.map(({ first }) => first.ms)), "ms", { atMost: 300 }),
    toRow(`${name}: a picture fetched ahead`, median(warm.map(({ again }) => again.ms)), "ms", { atMost: 50 }),
    toRow(`${name}: the first picture, requests`, Math.max(cold.requests, most("requests")), "", { atMost: 3 }),
    toRow(`${name}: the first picture, bytes`, kb(Math.max(cold.bytes, most("bytes"))), "KB", { atMost: limit }),
  ];
}

function check(number: number | null, expected: number) {
  if (number !== expected) throw new Error(`the picture shows ${number}, not ${expected}`);
}

// these run in the page

async function takeAll({ code, times, file }: { code: string; times: number[]; file: string }) {
  const { takeOfFile } = (await import(code)) as typeof FramesPage;
  const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
  const video = document.createElement("video");
  video.src = URL.createObjectURL(new Blob([bytes], { type: "video/mp4" }));
  document.body.append(video);
  await new Promise((resolve) => video.addEventListener("canplay", resolve, { once: true }));
  const taken = [];
  for (const at of times) taken.push({ at, ...(await takeOfFile(at)) });
  return taken;
}

async function takeOne({ code, id, at }: { code: string; id: string; at: number }) {
  const { takeOfStream } = (await import(code)) as typeof FramesPage;
  return takeOfStream(id, at);
}
