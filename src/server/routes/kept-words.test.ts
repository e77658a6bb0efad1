import { Database } from "bun:sqlite";
import fs from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, setSystemTime, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import { daysInBin } from "#shared/days-in-bin.ts";
import type { VideoStorage } from "#shared/video/storage.ts";
import type { Saved, WordContext, WordDetails } from "#shared/words/words.ts";
import { hasSound } from "#server/db/purge-moments.ts";
import { createSweeper } from "#server/pictures/sweep.ts";
import { createMomentSounds } from "#server/video/moment-sounds.ts";
import { createWordBin } from "#server/words/purge.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { drawPng } from "#test/pixels.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream, type Upstream } from "#test/upstream/start-upstream.ts";

const key = "yt-dQw4w9WgXcQ";
const sentence = "猫が好き。";
const picture = Buffer.from(await drawPng(64, 36, () => [90, 90, 90])).toString("base64");
const sound = Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, ...Array<number>(20).fill(7)]);

let upstream: Upstream;
let app: OpenApp;
beforeEach(async () => {
  upstream = await startUpstream({
    protocol: "ollama",
    script: byTask({
      "read-picture": { text: JSON.stringify({ texts: [sentence] }) },
      explain: "0 I like cats.\n1 cat\n2 (subject)\n3 to like\n",
      reply: "はい。",
    }),
  });
  app = await openApp({ provider: { type: "ollama", url: upstream.url } });
});
afterEach(async () => {
  await app[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

type Place = { kind: "message" | "moment"; ref: string };
const saveIn = (place: Place, more: object = {}) =>
  app.json<Saved>("POST", "/api/words", {
    language: "ja",
    lemma: "猫",
    reading: "ねこ",
    context: { text: sentence, start: 0, end: 1, place, translation: "I like cats.", meaning: "cat", ...more },
  });
const contextsOf = async (id: string): Promise<WordContext[]> =>
  (await app.json<WordDetails>("GET", `/api/words/${id}`)).contexts;
const framesOnDisk = () =>
  fs.existsSync(join(app.dataDir, "frames")) ? fs.readdirSync(join(app.dataDir, "frames")) : [];
const soundsOnDisk = () => fs.readdirSync(join(app.dataDir, "line-sounds"));
const soundBytes = async () => (await app.json<VideoStorage>("GET", "/api/video-storage")).sounds;
const open = () => new Database(join(app.dataDir, "blossom.db"), { strict: true });
function countSentences(): number {
  using db = open();
  return db.query<{ n: number }, []>("SELECT count(*) AS n FROM sentences").get()!.n;
}

/** What housekeeping does some days from now. */
async function keepHouseAfter(days: number) {
  using db = open();
  db.run("PRAGMA foreign_keys = ON");
  const momentSounds = createMomentSounds(app.dataDir);
  const removeSounds = (ids: readonly string[]) => momentSounds.remove(ids, (id) => hasSound(db, id));
  const later = Date.now() + days * 24 * 60 * 60_000;
  for (const name of framesOnDisk()) fs.utimesSync(join(app.dataDir, "frames", name), new Date(1), new Date(1));
  try {
    setSystemTime(later);
    await createWordBin({ db, removeSounds, isClockBelieved: () => true }).purgeOld();
    await createSweeper(app.dataDir, db).sweep(later);
  } finally {
    setSystemTime();
  }
}

async function lineWithSound(): Promise<string> {
  const body = { frame: picture, language: "ja", moment: { video: key, at: 10, start: 9, end: 12 } };
  const response = await app.request("POST", "/api/youtube/translate", body, { prefer: "respond-async" });
  const { generationId, momentId = "" }: Started = await response.json();
  await app.events(generationId);
  await fetch(`${app.url}/api/moments/${momentId}/sound`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: sound,
  });
  return momentId;
}

test("a word keeps its sentence, translation, meaning, picture and sound when its video is deleted for good", async () => {
  const { word } = await saveIn({ kind: "moment", ref: await lineWithSound() });
  await app.json("DELETE", `/api/videos/${key}?forGood=true`);
  await keepHouseAfter(daysInBin + 1);
  const [context] = await contextsOf(word.id);
  expect(context).toMatchObject({
    sentence,
    translation: "I like cats.",
    meaning: "cat",
    hasSound: true,
    place: { kind: "moment", isGone: true },
  });
  expect((await app.request("GET", `/api/frames/${context!.picture!.id}`)).status).toBe(200);
  const heard = await app.request("GET", `/api/words/${word.id}/contexts/${context!.id}/sound`);
  expect(await heard.bytes()).toEqual(sound);
  expect(await soundBytes()).toBe(sound.length); // it counts although no video has it
});

test("a word that was read in a photo keeps the photo when its chat is deleted for good", async () => {
  const { generationId, conversationId, messageId } = await app.send("", { images: [picture], task: "explain" });
  await app.events(generationId);
  const { word } = await saveIn({ kind: "message", ref: messageId ?? "" });
  const [context] = await contextsOf(word.id);
  expect(context?.picture).toMatchObject({ width: 64, height: 36 });
  await app.json("DELETE", `/api/conversations/${conversationId}`);
  await app.json("DELETE", `/api/bin/${conversationId}`);
  await keepHouseAfter(2);
  expect(await contextsOf(word.id)).toMatchObject([{ sentence, place: { kind: "message", isGone: true } }]);
  expect((await app.request("GET", `/api/frames/${context!.picture!.id}`)).status).toBe(200);
});

test("a sentence that the learner typed beside a photo, or one of several photos, gets no picture", async () => {
  const typed = await app.send(sentence, { images: [picture], task: "explain" });
  await app.events(typed.generationId);
  const { word } = await saveIn({ kind: "message", ref: typed.messageId ?? "" });
  const several = await app.send("", { images: [picture, picture], task: "explain" });
  await app.events(several.generationId);
  await saveIn({ kind: "message", ref: several.messageId ?? "" });
  expect((await contextsOf(word.id)).map((context) => context.picture)).toEqual([null]);
  expect(framesOnDisk()).toEqual([]);
});

test("a deleted word can be restored until its days in the bin are over; then its sentence, picture and sound go with it", async () => {
  const { word } = await saveIn({ kind: "moment", ref: await lineWithSound() });
  await app.json("DELETE", `/api/videos/${key}?forGood=true`);
  await app.json("DELETE", `/api/words/${word.id}`);
  await keepHouseAfter(daysInBin - 1);
  await app.json("POST", `/api/words/${word.id}/restore`);
  expect(await contextsOf(word.id)).toMatchObject([{ sentence, hasSound: true }]);
  expect([framesOnDisk().length, soundsOnDisk().length]).toEqual([1, 1]);
  await app.json("DELETE", `/api/words/${word.id}`);
  await keepHouseAfter(daysInBin + 1);
  expect((await app.request("POST", `/api/words/${word.id}/restore`)).status).toBe(404);
  expect([framesOnDisk(), soundsOnDisk(), countSentences(), await soundBytes()]).toEqual([[], [], 0, 0]);
});

test("what two words keep goes with the second of them, and a context that was deleted alone goes alone", async () => {
  const momentId = await lineWithSound();
  const { word } = await saveIn({ kind: "moment", ref: momentId });
  const other = await app.json<Saved>("POST", "/api/words", {
    language: "ja",
    lemma: "好き",
    reading: "すき",
    context: { text: sentence, start: 2, end: 4, place: { kind: "moment", ref: momentId } },
  });
  await app.json("DELETE", `/api/videos/${key}?forGood=true`);
  await app.json("DELETE", `/api/words/${word.id}`);
  await keepHouseAfter(daysInBin + 1);
  expect(await contextsOf(other.word.id)).toMatchObject([{ sentence, hasSound: true }]);
  expect([framesOnDisk().length, soundsOnDisk().length, countSentences()]).toEqual([1, 1, 1]);
  await app.json("DELETE", `/api/words/${other.word.id}/contexts/${other.context!.id}`);
  await keepHouseAfter(daysInBin + 1);
  expect(await contextsOf(other.word.id)).toEqual([]);
  expect([framesOnDisk(), soundsOnDisk(), countSentences()]).toEqual([[], [], 0]);
});
