import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, setDefaultTimeout, test } from "bun:test";
import type { Started } from "#shared/chat.ts";
import type { Status } from "#shared/status.ts";
import { openApp } from "#test/open-app.ts";
import { drawPng } from "#test/pixels.ts";
import { type SpawnedApp, spawnApp } from "#test/spawn-app.ts";
import { byTask } from "#test/upstream/by-task.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

setDefaultTimeout(30_000); // these tests start processes

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-disk-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** No file can grow, as on a full disk, for this process alone. Works without root, and for root. */
const fullDisk = "trap '' XFSZ; ulimit -f 0";
const headers = { "content-type": "application/json", prefer: "respond-async" };
const request = (app: SpawnedApp, method: string, path: string, body?: object) =>
  fetch(`${app.url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
const readStatus = async (app: SpawnedApp): Promise<Status> => (await request(app, "GET", "/api/status")).json();

/** A data folder with one conversation whose answer broke off. */
async function makeData(upstreamUrl: string, end: "SIGTERM" | "SIGKILL"): Promise<Started> {
  const app = await spawnApp({ BLOSSOM_DIR: folder });
  const settings = { provider: "ollama", ollamaUrl: upstreamUrl, chatModel: "gemma3:12b" };
  await request(app, "PUT", "/api/llm/settings", settings);
  const started: Started = await (await request(app, "POST", "/api/chat", { text: "hello" })).json();
  await app.kill(end);
  return started;
}

test.each(["SIGTERM", "SIGKILL"] as const)(
  "starts on a full disk after %s, reads everything, says what is wrong and ends with 0 (F43)",
  async (end) => {
    await using upstream = await startUpstream({ protocol: "ollama", script: { text: "一二三", silentAfter: 2 } });
    const { conversationId, generationId } = await makeData(upstream.url, end);

    const app = await spawnApp({ BLOSSOM_DIR: folder }, undefined, fullDisk);
    for (const path of [
      `/api/conversations/${conversationId}`,
      `/api/generations/${generationId}`,
      "/api/conversations",
      "/api/settings",
      "/api/llm/settings",
      "/api/llm/models?provider=ollama",
      "/api/dictionaries",
    ])
      expect([path, (await request(app, "GET", path)).status]).toEqual([path, 200]);
    const models = await (await request(app, "GET", "/api/llm/models?provider=ollama")).json();
    expect(models).toMatchObject({ offline: false });
    const probe = await (await request(app, "POST", "/api/llm/ollama/status", { url: upstream.url })).json();
    expect(probe).toMatchObject({ available: true });

    const refused = await request(app, "POST", "/api/chat", { text: "again", conversationId });
    expect(refused.status).toBe(507);
    expect(await refused.json()).toMatchObject({ error: { code: "disk_full", reason: "full" } });
    const key = await request(app, "PUT", "/api/llm/keys", { provider: "anthropic", key: "sk-ant-0123456789" });
    expect([key.status, await key.json()]).toMatchObject([507, { error: { code: "disk_full", reason: "full" } }]);
    expect((await readStatus(app)).storageTrouble).toBe("full");
    expect(fs.readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
    expect(await app.kill("SIGTERM")).toBe(0);
  },
);

test("starts for the first time on a full disk, leaves no half-made database behind, and says what is wrong", async () => {
  const app = await spawnApp({ BLOSSOM_DIR: folder }, undefined, fullDisk);
  expect(app.output()).toMatch(/Nothing can be saved\. .*blossom\.db cannot be opened\. The disk is full/);
  expect((await readStatus(app)).storageTrouble).toBe("full");
  expect((await request(app, "POST", "/api/chat", { text: "hello" })).status).toBe(507);
  expect(await app.kill("SIGTERM")).toBe(0);
  expect(fs.readdirSync(folder).filter((name) => name.startsWith("blossom.db"))).toEqual([]);

  const next = await spawnApp({ BLOSSOM_DIR: folder });
  expect((await readStatus(next)).storageTrouble).toBeNull();
  await next.kill("SIGTERM");
});

test("goes on when its log cannot be written either", async () => {
  const app = await spawnApp({ BLOSSOM_DIR: folder }, undefined, `${fullDisk}; exec 2>"$BLOSSOM_DIR/log"`);
  for (let count = 0; count < 5; count++) {
    const refused = await request(app, "PUT", "/api/llm/keys", { provider: "anthropic", key: "sk-ant-0123456789" });
    expect(refused.status).toBe(507); // and is logged
  }
  expect((await request(app, "GET", "/api/conversations")).status).toBe(200);
  expect(fs.statSync(join(folder, "log")).size).toBe(0);
  expect(await app.kill("SIGTERM")).toBe(0);
});

// root may write everywhere
test.skipIf(process.getuid?.() === 0)("starts in a folder that may not be written, and reads everything", async () => {
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "一二三" } });
  const { conversationId } = await makeData(upstream.url, "SIGTERM");
  fs.chmodSync(folder, 0o500);
  try {
    const app = await spawnApp({ BLOSSOM_DIR: folder });
    expect((await request(app, "GET", `/api/conversations/${conversationId}`)).status).toBe(200);
    const refused = await request(app, "POST", "/api/chat", { text: "again", conversationId });
    expect([refused.status, await refused.json()]).toMatchObject([507, { error: { reason: "not_allowed" } }]);
    expect((await readStatus(app)).storageTrouble).toBe("not_allowed");
    expect(await app.kill("SIGTERM")).toBe(0);
  } finally {
    fs.chmodSync(folder, 0o700);
  }
});

test("refuses what would be lost while the database file is gone, and goes on when it is back", async () => {
  await using app = await openApp({ dataDir: folder });
  await app.send("hello");
  const path = join(folder, "blossom.db");
  fs.renameSync(path, `${path}.away`);
  const refused = await app.request("POST", "/api/chat", { text: "lost" });
  expect([refused.status, await refused.json()]).toMatchObject([
    507,
    { error: { code: "storage_failed", reason: "missing" } },
  ]);
  expect((await app.json<Status>("GET", "/api/status")).storageTrouble).toBe("missing");
  fs.renameSync(`${path}.away`, path);
});

const video = "/api/videos/yt-dQw4w9WgXcQ";
const place = { video: "yt-dQw4w9WgXcQ", at: 10, start: 9, end: 12 };

test("keeps a moment and its frame on a full disk, stores nothing by half, and answers it when there is space (54)", async () => {
  let reading = "no list";
  const script = byTask({
    "read-picture": () => ({ text: reading }),
    explain: "0 I like cats.\n1 cat\n2 (subject)\n3 to like\n4 好き takes が.\n",
  });
  const models = [{ name: "gemma3:12b", capabilities: ["completion", "vision"] }];
  await using upstream = await startUpstream({ protocol: "ollama", models, script, keepsToSchema: false });
  const open = () => openApp({ dataDir: folder, provider: { type: "ollama", url: upstream.url } });
  const [frame, other] = await Promise.all(
    [90, 9].map(async (grey) => (await drawPng(64, 36, () => [grey, grey, grey])).toBase64()),
  );
  const translate = (from: string | undefined) => ({ frame: from, language: "ja", moment: place });

  const before = await open();
  const first = await before.request("POST", "/api/youtube/translate", translate(frame), headers);
  const { frameId, generationId, momentId }: Started = await first.json();
  await before.events(generationId);
  await before.stop();

  const full = await spawnApp({ BLOSSOM_DIR: folder }, undefined, fullDisk);
  const sound = new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 1, 2, 3, 4]);
  const answers = await Promise.all([
    request(full, "POST", "/api/youtube/translate", translate(frameId)),
    request(full, "POST", "/api/youtube/translate", translate(other)),
    request(full, "POST", "/api/cards", { text: "猫が好き。", language: "ja", moment: place }),
    request(full, "PUT", `${video}/tracks/one`, { kind: "file", language: "ja", label: "a", cues: [], skipped: 0 }),
    request(full, "PUT", `/api/moments/${momentId}`, { start: 1, end: 2 }),
    request(full, "DELETE", `/api/moments/${momentId}`),
    fetch(`${full.url}/api/moments/${momentId}/sound`, {
      method: "POST",
      body: sound,
      headers: { "content-type": "application/octet-stream" },
    }),
  ]);
  for (const answer of answers)
    expect([answer.url, answer.status, await answer.json()]).toMatchObject([
      answer.url,
      507,
      { error: { code: "disk_full", reason: "full" } },
    ]);
  expect((await request(full, "GET", `/api/frames/${frameId}`)).status).toBe(200);
  const { moments } = await (await request(full, "GET", `${video}/moments`)).json();
  expect(moments).toMatchObject([
    { id: momentId, ...place, outcome: "failed", frame: { id: frameId }, hasSound: false },
  ]);
  expect(await full.kill("SIGTERM")).toBe(0);
  expect(fs.readdirSync(join(folder, "frames"))).toEqual([`${frameId}.jpg`]);
  expect(fs.readdirSync(join(folder, "line-sounds"))).toEqual([]);

  reading = JSON.stringify({ texts: ["猫が好き。"] });
  await using after = await open();
  const again = await after.request("POST", "/api/youtube/translate", translate(frameId), headers);
  await after.events(((await again.json()) as Started).generationId);
  expect(await after.json("GET", `${video}/moments`)).toMatchObject({
    moments: [{ id: momentId, outcome: "complete", text: "猫が好き。" }],
  });
});
