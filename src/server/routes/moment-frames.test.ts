import fs from "node:fs";
import { join } from "node:path";
import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import type { Moment } from "#shared/video/moment.ts";
import type { VideoStorage } from "#shared/video/storage.ts";
import { openDatabase } from "#server/db/open.ts";
import { createSweeper } from "#server/pictures/sweep.ts";
import type { OpenApp } from "#test/open-app.ts";
import { openWithUpstream } from "#test/open-with-upstream.ts";
import { drawPng } from "#test/pixels.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { subjects } from "#test/upstream/each-provider.ts";
import type { Reply } from "#test/upstream/script.ts";

const key = "yt-dQw4w9WgXcQ";
const png = Buffer.from(await drawPng(64, 36, () => [90, 90, 90])).toString("base64");
const says = (...texts: string[]): Reply => ({ text: JSON.stringify({ texts }) });
const explained = "0 I like cats.\n1 cat\n2 (subject)\n3 to like\n4 好き takes が.\n";
const open = (reading: () => Reply | Promise<Reply>) =>
  openWithUpstream(subjects[0], {
    script: byTask({ "read-picture": reading, explain: explained }),
    keepsToSchema: false,
  });

async function translate(app: OpenApp, more: object = {}): Promise<Started> {
  const body = { frame: png, language: "ja", moment: { video: key, at: 10, start: 9, end: 12 }, ...more };
  const response = await app.request("POST", "/api/youtube/translate", body, { prefer: "respond-async" });
  const started: Started = await response.json();
  await app.events(started.generationId);
  return started;
}
const momentsOf = async (app: OpenApp) =>
  (await app.json<{ moments: Moment[] }>("GET", `/api/videos/${key}/moments`)).moments;
const framesIn = (app: OpenApp) => fs.readdirSync(join(app.dataDir, "frames"));
/** A budget that nothing fits in, a long time after everything was used. */
async function sweepEverything(app: OpenApp) {
  for (const name of framesIn(app)) fs.utimesSync(join(app.dataDir, "frames", name), new Date(1), new Date(1));
  const db = openDatabase(join(app.dataDir, "blossom.db"));
  await createSweeper(app.dataDir, db, { frames: 0, prepared: 0 }).sweep(Date.now());
  db.close();
}

test("keeps a frame that failed as a moment, and a retry with the kept frame answers the same moment (40)", async () => {
  let reading: Reply = { text: "no list" };
  await using opened = await open(() => reading);
  const { app } = opened;
  const failed = await translate(app);
  const [moment] = await momentsOf(app);
  expect(moment).toMatchObject({ id: failed.momentId, outcome: "failed", text: null, source: "frame" });
  expect(moment?.frame).toMatchObject({ id: failed.frameId });
  await sweepEverything(app);
  reading = says("猫が好き。");
  const again = await translate(app, { frame: failed.frameId });
  expect(again.momentId).toBe(failed.momentId!);
  expect(again.generationId).not.toBe(failed.generationId);
  expect(await momentsOf(app)).toMatchObject([
    { id: failed.momentId, generation: again.generationId, outcome: "complete", text: "猫が好き。" },
  ]);
  // a later failure does not take the place of a good answer
  reading = { text: "no list" };
  await translate(app, { frame: failed.frameId, fresh: true });
  expect(await momentsOf(app)).toMatchObject([{ generation: again.generationId, outcome: "complete" }]);
});

test("leaves no moment of a frame without text (26)", async () => {
  await using opened = await open(() => says());
  await translate(opened.app);
  expect(await momentsOf(opened.app)).toEqual([]);
});

test("keeps the text that the learner chose among several as the answer of the same moment (27)", async () => {
  await using opened = await open(() => says("駅前", "猫が好き。"));
  const { app } = opened;
  const { momentId } = await translate(app);
  expect(await momentsOf(app)).toMatchObject([{ id: momentId, text: "駅前\n猫が好き。" }]);
  const moment = { id: momentId, video: key, at: 10, start: 9, end: 12 };
  const body = { text: "猫が好き。", language: "ja", moment };
  const response = await app.request("POST", "/api/cards", body, { prefer: "respond-async" });
  const { generationId }: Started = await response.json();
  await app.events(generationId);
  expect(await momentsOf(app)).toMatchObject([{ id: momentId, text: "猫が好き。", generation: generationId }]);
});

test("does not announce that the frame and the sound of a saved word go with their moment", async () => {
  await using opened = await open(() => says("猫が好き。"));
  const { app } = opened;
  const { momentId = "" } = await translate(app);
  const sound = Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, ...Array<number>(20).fill(7)]);
  await fetch(`${app.url}/api/moments/${momentId}/sound`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: sound,
  });
  const storage = () => app.json<VideoStorage>("GET", "/api/video-storage");
  const { frames } = await storage();
  const context = { text: "猫が好き。", start: 0, end: 1, place: { kind: "moment", ref: momentId } };
  await app.json("POST", "/api/words", { language: "ja", lemma: "猫", context });
  await app.json("DELETE", `/api/moments/${momentId}`);
  expect(await storage()).toMatchObject({ sounds: 24, deleted: 0 });
  await app.json("DELETE", `/api/videos/${key}?forGood=true`);
  expect(await storage()).toMatchObject({ sounds: 24, deleted: 0, frames: { bytes: frames.bytes, unneeded: 0 } });
  await sweepEverything(app);
  expect(framesIn(app)).toHaveLength(1);
});

test("keeps the frame of a moment when others are deleted, and deletes it with its video (54)", async () => {
  await using opened = await open(() => says("猫が好き。"));
  const { app } = opened;
  const { frameId } = await translate(app);
  const other = Buffer.from(await drawPng(64, 36, () => [9, 9, 9])).toString("base64");
  await translate(app, { frame: other, moment: undefined });
  expect(framesIn(app)).toHaveLength(2);
  const storage = () => app.json<VideoStorage>("GET", "/api/video-storage");
  const { videos, frames, ...others } = await storage();
  expect(others).toEqual({ sounds: 0, subtitles: 0, deleted: 0 });
  const bytes = fs.statSync(join(app.dataDir, "frames", `${frameId}.jpg`)).size;
  expect(videos).toEqual([{ key, title: "", kind: "youtube", moments: 1, bytes }]);
  expect(frames).toMatchObject({ budget: 1_000_000_000, unneeded: frames.bytes - bytes });
  await sweepEverything(app);
  expect(framesIn(app)).toEqual([`${frameId}.jpg`]);
  await app.json("DELETE", `/api/videos/${key}?forGood=true`);
  expect(framesIn(app)).toEqual([]);
  expect((await storage()).videos).toEqual([]);
  using db = new Database(join(app.dataDir, "blossom.db"), { readonly: true });
  const count = (table: string) => db.query<{ n: number }, []>(`SELECT count(*) AS n FROM ${table}`).get()?.n;
  expect(["videos", "moments", "moment_answers"].map(count)).toEqual([0, 0, 0]);
  expect(db.query("SELECT * FROM generations WHERE appearance_ref = ?").all(frameId!)).toEqual([]);
  expect((await app.request("POST", `/api/videos/${key}/restore`)).status).toBe(404);
});

test("deletes a video for good with a moment that was deleted before, and with one that is still being answered", async () => {
  const { promise: slow, resolve } = Promise.withResolvers<Reply>();
  let reading: Reply | Promise<Reply> = says("猫が好き。");
  await using opened = await open(() => reading);
  const { app } = opened;
  const { momentId } = await translate(app);
  await app.json("DELETE", `/api/moments/${momentId}`);
  reading = slow;
  const other = Buffer.from(await drawPng(64, 36, () => [9, 9, 9])).toString("base64");
  const body = { frame: other, language: "ja", moment: { video: key, at: 50, start: 49, end: 52 } };
  await app.request("POST", "/api/youtube/translate", body, { prefer: "respond-async" });
  await app.json("DELETE", `/api/videos/${key}?forGood=true`);
  using db = new Database(join(app.dataDir, "blossom.db"), { readonly: true });
  const count = (table: string) => db.query<{ n: number }, []>(`SELECT count(*) AS n FROM ${table}`).get()?.n;
  const tables = ["videos", "moments", "moment_answers", "frames", "generations", "sentences"];
  expect(Object.fromEntries(tables.map((table) => [table, count(table)]))).toEqual(
    Object.fromEntries(tables.map((table) => [table, 0])),
  );
  expect(framesIn(app)).toEqual([]);
  resolve(says());
});

test("keeps the sound of a line, and serves it as a sound only", async () => {
  await using opened = await open(() => says("猫が好き。"));
  const { app } = opened;
  const { momentId } = await translate(app);
  const path = `/api/moments/${momentId}/sound`;
  const send = (bytes: string | Uint8Array<ArrayBuffer>) =>
    fetch(`${app.url}${path}`, {
      method: "POST",
      body: bytes,
      headers: { "content-type": "application/octet-stream" },
    });
  expect((await app.request("GET", path)).status).toBe(404);
  expect((await send("<script>alert(1)</script>")).status).toBe(415);
  expect((await send(new Uint8Array(2_100_000))).status).toBe(413);
  const webm = new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3, 4]);
  expect(await (await send(webm)).json()).toMatchObject({ id: momentId, hasSound: true });
  const sound = await app.request("GET", path);
  expect(await sound.bytes()).toEqual(webm);
  const header = (name: string) => sound.headers.get(name);
  expect([header("content-type"), header("x-content-type-options")]).toEqual(["audio/webm", "nosniff"]);
  expect(header("content-security-policy")).toContain("sandbox");
  expect(fs.readdirSync(join(app.dataDir, "line-sounds"))).toHaveLength(1);
  await app.json("DELETE", `/api/videos/${key}?forGood=true`);
  expect(fs.readdirSync(join(app.dataDir, "line-sounds"))).toEqual([]);
});
