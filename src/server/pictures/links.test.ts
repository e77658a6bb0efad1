import fs from "node:fs";
import { join } from "node:path";
import { expect, test } from "bun:test";
import { openApp } from "#test/open-app.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { drawPng } from "#test/pixels.ts";
import { readOwnFile } from "./read-own-file.ts";

const secret = "the learner's diary";
const picture = Buffer.from(await drawPng(1_200, 600, () => [90, 90, 90])).toString("base64");

/** Puts something else in the place of a file. */
function replace(path: string, by: (path: string) => void) {
  fs.rmSync(path, { recursive: true, force: true });
  by(path);
}

test.each([
  ["a link to a file", (path: string, other: string) => fs.symlinkSync(other, path)],
  ["a link to nothing", (path: string, other: string) => fs.symlinkSync(`${other}.gone`, path)],
  ["a link to itself", (path: string) => fs.symlinkSync(path, path)],
  ["a folder", (path: string) => fs.mkdirSync(path)],
])("answers 404 for a stored picture with %s in its place, and sends it to no model (T29)", async (_what, put) => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "はい" } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const other = join(app.dataDir, "diary.jpg");
  fs.writeFileSync(other, secret);
  const sent = await app.send("What is this?", { images: [picture] });
  await app.events(sent.generationId);
  const [photo = ""] = fs.readdirSync(join(app.dataDir, "images"));
  replace(join(app.dataDir, "images", photo), (path) => put(path, other));
  const shown = await app.request("GET", `/api/images/${photo.replace(".jpg", "")}`);
  expect([shown.status, await shown.json()]).toMatchObject([404, { error: { code: "not_found" } }]);

  await app.events((await app.send("And now?", { conversationId: sent.conversationId })).generationId);
  expect(JSON.stringify(upstream.requests)).not.toContain(Buffer.from(secret).toString("base64"));

  const body = { imageBase64: picture, language: "ja" };
  await app.request("POST", "/api/youtube/translate", body, { prefer: "respond-async" });
  const [frame = ""] = fs.readdirSync(join(app.dataDir, "frames"));
  const framePath = `/api/frames/${frame.replace(".jpg", "")}`;
  expect((await app.request("GET", framePath)).status).toBe(200);
  replace(join(app.dataDir, "frames", frame), (path) => put(path, other));
  expect((await app.request("GET", framePath)).status).toBe(404);
  expect(fs.readFileSync(other, "utf8")).toBe(secret);
});

test("writes no view of a picture through a linked folder (T29)", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "はい" } });
  await using app = await openApp({ provider: { type: "ollama", url: upstream.url } });
  const sent = await app.send("What is this?", { images: [picture] });
  await app.events(sent.generationId);
  const prepared = join(app.dataDir, "prepared");
  const [id = ""] = fs.readdirSync(prepared);
  const elsewhere = join(app.dataDir, "elsewhere");
  fs.mkdirSync(elsewhere);
  replace(join(prepared, id), (path) => fs.symlinkSync(elsewhere, path));
  await app.events((await app.send("And now?", { conversationId: sent.conversationId })).generationId);
  expect(fs.readdirSync(elsewhere)).toEqual([]);
  expect(fs.lstatSync(join(prepared, id)).isDirectory()).toBe(true);
});

test.skipIf(process.platform === "win32")("does not wait for a pipe in the place of a picture", async () => {
  await using app = await openApp();
  const pipe = join(app.dataDir, "pipe");
  Bun.spawnSync(["mkfifo", pipe]);
  expect(await readOwnFile(pipe)).toBeNull();
});
