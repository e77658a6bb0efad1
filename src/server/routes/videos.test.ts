import { expect, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import type { ServerEvent } from "#shared/events.ts";
import type { Moment } from "#shared/video/moment.ts";
import type { Video } from "#shared/video/video.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { readEvents } from "#test/read-events.ts";

const key = "yt-dQw4w9WgXcQ";
const film = "file-0123456789abcdef";
const line = { text: "猫が好き。", language: "ja" };
const place = (at: number, end = at + 2) => ({ video: key, at, start: at, end });

const put = (app: OpenApp, update: object, of = key) => app.json<Video>("PUT", `/api/videos/${of}`, update);
const momentsOf = async (app: OpenApp, of = key) =>
  (await app.json<{ moments: Moment[] }>("GET", `/api/videos/${of}/moments`)).moments;
async function translate(app: OpenApp, moment: object, more: object = {}): Promise<Started> {
  const body = { ...line, moment, ...more };
  const response = await app.request("POST", "/api/cards", body, { prefer: "respond-async" });
  const started: Started = await response.json();
  await app.events(started.generationId);
  return started;
}

test("remembers a video from its first request, changes only the given fields, and lists the last one first", async () => {
  await using app = await openApp();
  expect((await app.request("GET", `/api/videos/${key}`)).status).toBe(404);
  expect(await put(app, { title: "猫の動画", position: 12.5 })).toMatchObject({
    key,
    kind: "youtube",
    title: "猫の動画",
    position: 12.5,
    duration: null,
    moments: 0,
  });
  const region = { x: 0.1, y: 0.7, width: 0.8, height: 0.25 };
  await put(app, { title: "film.mkv", language: "ko", region, offset: -0.4, track: "file:ko.srt" }, film);
  expect(await app.json<Video>("GET", `/api/videos/${film}`)).toMatchObject({
    kind: "file",
    language: "ko",
    region,
    offset: -0.4,
    track: "file:ko.srt",
    secondTrack: null,
  });
  const keys = async (query = "") => {
    const { videos, next } = await app.json<{ videos: Video[]; next: number | null }>("GET", `/api/videos${query}`);
    return { keys: videos.map((video) => video.key), next };
  };
  expect(await keys()).toEqual({ keys: [film, key], next: null });
  await put(app, { position: 20 });
  const { next, ...page } = await keys("?limit=1");
  expect(page.keys).toEqual([key]);
  expect((await keys(`?before=${next}`)).keys).toEqual([film]);
  expect(await put(app, { region: null }, film)).toMatchObject({ region: null, title: "film.mkv" });
});

test("keeps a line as a moment with its answer, once, also when two windows translate it (56)", async () => {
  await using app = await openApp();
  const [one, other] = await Promise.all([translate(app, place(10)), translate(app, place(10))]);
  expect(other).toEqual(one);
  expect(await momentsOf(app)).toEqual([
    {
      id: one.momentId!,
      video: key,
      at: 10,
      start: 10,
      end: 12,
      source: "cue",
      text: line.text,
      frame: null,
      region: null,
      generation: one.generationId,
      outcome: "complete",
      hasSound: false,
    },
  ]);
  // the same words later in the video are another moment
  await translate(app, place(40));
  await translate(app, place(20), { text: "犬がいる。" });
  expect((await momentsOf(app)).map(({ at, text }) => [at, text])).toEqual([
    [10, line.text],
    [20, "犬がいる。"],
    [40, line.text],
  ]);
  expect(await app.json<Video>("GET", `/api/videos/${key}`)).toMatchObject({ moments: 3 });
});

test("lets the last position win, merges moments, and tells the other windows (56)", async () => {
  await using app = await openApp();
  const seen: ServerEvent[] = [];
  const connection = await app.request("GET", "/api/events");
  const until = (type: ServerEvent["type"]) =>
    (async () => {
      for await (const { data } of events) {
        const event: ServerEvent = JSON.parse(data);
        seen.push(event);
        if (event.type === type) return;
      }
    })();
  const all = readEvents(connection);
  const events = { [Symbol.asyncIterator]: () => ({ next: () => all.next() }) };
  await put(app, { position: 10 });
  await put(app, { position: 50 });
  expect(await put(app, { offset: 0.5 })).toMatchObject({ position: 50, offset: 0.5 });
  await until("video");
  await translate(app, place(1));
  await until("moments");
  expect(seen).toContainEqual({ type: "video", key });
  expect(seen).toContainEqual({ type: "moments", video: key });
  // a position is saved every few seconds, and the lines of subtitles are long
  expect(seen.map(({ type }) => type)).not.toContain("tracks");
  const kept = { kind: "file", language: "ja", label: "film.srt", skipped: 0, cues: [] };
  await app.json("PUT", `/api/videos/${key}/tracks/file:1`, kept);
  await until("tracks");
});

test("deletes a moment, restores it, and moves its ends", async () => {
  await using app = await openApp();
  const { momentId } = await translate(app, place(10));
  const path = `/api/moments/${momentId}`;
  expect(await app.json<Moment>("PUT", path, { start: 9.5, end: 9.8 })).toMatchObject({ at: 10, start: 9.5, end: 9.8 });
  await app.json("DELETE", path);
  expect(await momentsOf(app)).toEqual([]);
  expect((await app.request("GET", path)).status).toBe(404);
  expect((await app.request("DELETE", path)).status).toBe(404);
  expect(await app.json<Moment>("POST", `${path}/restore`)).toMatchObject({ start: 9.5, end: 9.8 });
  expect(await momentsOf(app)).toHaveLength(1);
  // translating a deleted line again brings its moment back, and not a second one
  await app.json("DELETE", path);
  expect((await translate(app, place(10))).momentId).toBe(momentId);
  expect(await momentsOf(app)).toHaveLength(1);
});

test("deletes a video with its moments, restores both, and is not brought back by a window that saves its position", async () => {
  await using app = await openApp();
  await put(app, { title: "猫の動画" });
  const early = await translate(app, place(10));
  await app.json("DELETE", `/api/moments/${early.momentId}`);
  await translate(app, place(20));
  await app.json("DELETE", `/api/videos/${key}`);
  expect(await app.json<object>("GET", "/api/videos")).toEqual({ videos: [], next: null });
  expect(await momentsOf(app)).toEqual([]);
  expect((await app.request("PUT", `/api/videos/${key}`, { position: 5 })).status).toBe(404);
  expect(await app.json<Video>("POST", `/api/videos/${key}/restore`)).toMatchObject({ title: "猫の動画", moments: 1 });
  expect((await momentsOf(app)).map(({ at }) => at)).toEqual([20]);
  // opened again after it was deleted: without the old moments
  await app.json("DELETE", `/api/videos/${key}`);
  expect(await put(app, { title: "again" })).toMatchObject({ title: "again", moments: 0 });
});

test("keeps subtitles with their lines", async () => {
  await using app = await openApp();
  const cues = [{ start: 1, end: 2.5, text: "猫が好き。\nとても。" }];
  const track = { kind: "file", language: "ja", label: "猫.srt" };
  await app.json("PUT", `/api/videos/${film}/tracks/file:1`, { ...track, cues, skipped: 2 });
  expect(await app.json<object>("GET", `/api/videos/${film}/tracks`)).toEqual({ tracks: [{ id: "file:1", ...track }] });
  expect(await app.json<object>("GET", `/api/videos/${film}/tracks/file:1`)).toEqual({
    id: "file:1",
    ...track,
    cues,
    skipped: 2,
  });
  expect((await app.request("GET", `/api/videos/${film}/tracks/file:2`)).status).toBe(404);
});

const wrong: [what: string, method: string, path: string, body: string][] = [
  ...["NaN", "1e309", "-1", '"12"', "-1e309", "86401", "null"].map((value): [string, string, string, string] => [
    `position ${value}`,
    "PUT",
    `/api/videos/${key}`,
    `{"position":${value}}`,
  ]),
  ["a region outside", "PUT", `/api/videos/${key}`, '{"region":{"x":0.5,"y":0,"width":0.6,"height":1}}'],
  ["a region too small", "PUT", `/api/videos/${key}`, '{"region":{"x":0,"y":0,"width":0.02,"height":1}}'],
  ["a region of 1e309", "PUT", `/api/videos/${key}`, '{"region":{"x":0,"y":0,"width":1e309,"height":1}}'],
  ["an offset of a string", "PUT", `/api/videos/${key}`, '{"offset":"0.1"}'],
  ["an unknown field", "PUT", `/api/videos/${key}`, '{"url":"https://example.org"}'],
  ["a poster that is a path", "PUT", `/api/videos/${key}`, '{"poster":"../../blossom"}'],
  ["a key that is an option", "PUT", "/api/videos/yt---config-loc", '{"position":1}'],
  ["a key that is a path", "PUT", "/api/videos/file-..%2F..%2Fetc", '{"position":1}'],
  [
    "an end before the start",
    "POST",
    "/api/cards",
    `{"text":"猫","moment":{"video":"${key}","at":1,"start":2,"end":1}}`,
  ],
  ["a moment of 0.2 s", "POST", "/api/cards", `{"text":"猫","moment":{"video":"${key}","at":1,"start":1,"end":1.2}}`],
  ["a time of 1e309", "POST", "/api/cards", `{"text":"猫","moment":{"video":"${key}","at":1e309,"start":1,"end":2}}`],
  ["a negative time", "POST", "/api/cards", `{"text":"猫","moment":{"video":"${key}","at":-1,"start":1,"end":2}}`],
  [
    "a cue that ends at 1e309",
    "PUT",
    `/api/videos/${key}/tracks/a`,
    '{"kind":"file","language":null,"label":"","skipped":0,"cues":[{"start":0,"end":1e309,"text":"a"}]}',
  ],
  ["a track id that is a path", "PUT", `/api/videos/${key}/tracks/..%2Fa`, "{}"],
];
test("refuses numbers, regions and keys that cannot be (T43)", async () => {
  await using app = await openApp();
  for (const [what, method, path, body] of wrong) {
    const response = await app.request(method, path, body);
    expect([what, response.status]).toEqual([what, 400]);
  }
  expect(await app.json<object>("GET", "/api/videos")).toEqual({ videos: [], next: null });
});
