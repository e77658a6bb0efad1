import { expect, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import type { WordExport } from "#shared/anki/exports.ts";
import type { Moment } from "#shared/video/moment.ts";
import type { Saved, WordDetails } from "#shared/words/words.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { drawPng } from "#test/pixels.ts";

const key = "yt-dQw4w9WgXcQ";
const line = "猫が好き。";
const webm = Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3, 4]);
const picture = new Uint8Array(await drawPng(64, 36, () => [9, 90, 9]));

const send = (app: OpenApp, path: string, body: Uint8Array<ArrayBuffer>) =>
  fetch(`${app.url}${path}`, { method: "POST", body, headers: { "content-type": "application/octet-stream" } });
const saveIn = (app: OpenApp, ref: string) =>
  app.json<Saved>("POST", "/api/words", {
    language: "ja",
    lemma: "猫",
    context: { text: line, start: 0, end: 1, place: { kind: "moment", ref } },
  });
const contextOf = async (app: OpenApp, { word }: Saved) =>
  (await app.json<WordDetails>("GET", `/api/words/${word.id}`)).contexts[0]!;

test("keeps the frame and the sound of a line, also for a word that was saved in it before they arrived", async () => {
  await using app = await openApp();
  const moment = { video: key, at: 11, start: 10, end: 12 };
  const body = { text: line, language: "ja", moment };
  const started = await app.request("POST", "/api/cards", body, { prefer: "respond-async" });
  const { momentId = "" }: Started = await started.json();
  const saved = await saveIn(app, momentId);
  expect(saved.context).toMatchObject({ picture: null, hasSound: false });

  const path = `/api/moments/${momentId}`;
  expect((await send(app, `${path}/frame`, new Uint8Array([1, 2, 3]))).status).toBe(400);
  const framed: Moment = await (await send(app, `${path}/frame`, picture)).json();
  expect(framed).toMatchObject({ source: "cue", text: line, frame: { width: 64, height: 36 } });
  expect(await (await send(app, `${path}/sound`, webm)).json()).toMatchObject({ hasSound: true });
  expect(await contextOf(app, saved)).toMatchObject({
    picture: framed.frame!,
    hasSound: true,
    place: { video: key, at: 11 },
  });
  // the first frame stays: it is what the learner saw
  await send(app, `${path}/frame`, new Uint8Array(await drawPng(32, 18, () => [9, 9, 90])));
  expect(await app.json<Moment>("GET", path)).toMatchObject({ frame: framed.frame! });
});

test("keeps the frame and the sound of a line without a card with the word that was saved in it", async () => {
  await using app = await openApp();
  await app.json("PUT", `/api/videos/${key}`, { title: "猫の動画" });
  const saved = await saveIn(app, `${key}@12.5`);
  expect(saved.context?.place).toMatchObject({ isGone: false, video: key, at: 12.5, title: "猫の動画" });
  const path = `/api/words/${saved.word.id}/contexts/${saved.context!.id}`;
  expect((await send(app, `${path}x/picture`, picture)).status).toBe(404);
  expect((await send(app, `${path}/sound`, new Uint8Array([1, 2, 3]))).status).toBe(415);
  expect((await send(app, `${path}/picture`, picture)).status).toBe(200);
  expect((await send(app, `${path}/sound`, webm)).status).toBe(200);
  const context = await contextOf(app, saved);
  expect(context).toMatchObject({ picture: { width: 64, height: 36 }, hasSound: true });
  expect(await (await app.request("GET", `${path}/sound`)).bytes()).toEqual(webm);

  // another word of the line has both at once
  const place = { kind: "moment", ref: `${key}@12.5` };
  const inLine = { text: line, start: 2, end: 4, place };
  const second = await app.json<Saved>("POST", "/api/words", { language: "ja", lemma: "好き", context: inLine });
  expect(second.context).toMatchObject({ picture: context.picture!, hasSound: true });
  await app.json("DELETE", `/api/words/${second.word.id}`);

  const made = await app.json<WordExport>("POST", "/api/word-exports", { format: "apkg", language: "ja" });
  expect(made).toMatchObject({ words: 1, media: 2, missing: 0 });

  // both stay when the video goes
  await app.json("DELETE", `/api/videos/${key}?forGood=true`);
  expect(await contextOf(app, saved)).toMatchObject({ picture: context.picture!, place: { isGone: true, at: 12.5 } });
  expect((await app.request("GET", `/api/frames/${context.picture!.id}`)).status).toBe(200);
  expect((await app.request("GET", `${path}/sound`)).status).toBe(200);
});

test("keeps MP3 in each of its versions: films of half the sampling rate have another one", async () => {
  await using app = await openApp();
  const saved = await saveIn(app, `${key}@12.5`);
  const path = `/api/words/${saved.word.id}/contexts/${saved.context!.id}/sound`;
  for (const version of [0xfb, 0xf3, 0xe3])
    expect((await send(app, path, Uint8Array.from([0xff, version, 0x90, 0x64]))).status).toBe(200);
});
