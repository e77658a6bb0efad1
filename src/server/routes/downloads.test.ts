import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { Database } from "bun:sqlite";
import { describe, expect, test } from "bun:test";
import type { Download } from "#shared/downloads.ts";
import type { ModelInfo } from "#shared/model-info.ts";
import type { Status } from "#shared/status.ts";
import { type OpenApp, openApp } from "#test/open-app.ts";
import { spawnApp } from "#test/spawn-app.ts";
import type { PullScript } from "#test/upstream/ollama-pull.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "#test/upstream/start-upstream.ts";

const path = "/api/llm/ollama/downloads";
const list = async (app: Pick<OpenApp, "json">) => (await app.json<{ downloads: Download[] }>("GET", path)).downloads;
const start = (app: OpenApp, model: string) => app.json<Download>("POST", path, { model });
const cancel = (app: OpenApp, id: string) => app.json<Download>("POST", `${path}/${id}/cancel`);
const models = async (app: OpenApp) =>
  (await app.json<{ models: ModelInfo[] }>("GET", "/api/llm/models?provider=ollama")).models.map(({ id }) => id);
const pulls = ({ requests }: Upstream) => requests.filter((request) => request.path === "/api/pull");

/** Polls until the newest download fulfils the condition, and returns it. */
async function until(app: Pick<OpenApp, "json">, is: (download: Download) => boolean): Promise<Download> {
  for (;;) {
    const [download] = await list(app);
    if (download && is(download)) return download;
  }
}
const isOver = ({ state }: Download) => state !== "running";

const installed = { name: "gemma3:1b", capabilities: ["completion"] };
const openOllama = (options: Partial<UpstreamOptions> = {}) =>
  startUpstream({ protocol: "ollama", models: [installed], ...options });
const openAppAt = ({ url }: Upstream, dataDir?: string) =>
  openApp({ provider: { type: "ollama", url, model: "gemma3:1b" }, ...(dataDir !== undefined && { dataDir }) });

/** A download that pauses at 2 of 4 GB until `letGo()` is called. */
function halfway() {
  const hold = Promise.withResolvers<void>();
  const pace = (bytes: number) => (bytes >= 2e9 ? hold.promise : new Promise(setImmediate));
  return { pull: { layers: [4e9], pace }, letGo: () => hold.resolve() };
}
const isHalf = ({ completedBytes }: Download) => completedBytes === 2e9;

test("downloads a model and lists it when the download is done (69)", async () => {
  await using ollama = await openOllama();
  await using app = await openAppAt(ollama);
  const response = await app.request("POST", path, { model: "gemma3:4b" });
  expect(response.status).toBe(202);
  expect(await response.json()).toMatchObject({ model: "gemma3:4b", state: "running", error: null });
  expect(await until(app, isOver)).toMatchObject({ state: "done", fraction: 1, error: null });
  await ollama.close(); // the model must already be in the list, without another request to Ollama
  expect(await models(app)).toEqual(["gemma3:1b", "gemma3:4b"]);
});

test("finds a model that was downloaded under its long name, and takes the long name for the same model", async () => {
  await using ollama = await openOllama();
  await using app = await openAppAt(ollama);
  await start(app, "registry.ollama.ai/library/smollm2:135m");
  expect(await until(app, isOver)).toMatchObject({ state: "done" });
  expect(await models(app)).toEqual(["gemma3:1b", "smollm2:135m"]);
  for (const chatModel of ["library/smollm2:135m", "registry.ollama.ai/library/SmolLM2:135M", "smollm2:135m"]) {
    await app.json("PUT", "/api/llm/settings", { provider: "ollama", chatModel });
    await app.json("POST", "/api/llm/check", { provider: "ollama" });
    const { responder } = await app.json<Status>("GET", "/api/status");
    expect([responder.model, responder.state]).toEqual([chatModel, "ready"]);
  }
});

describe("a damaged model", () => {
  const broken = { name: "gemma3:1b", capabilities: ["completion"], digest: "aaa", isDamaged: true };
  const other = { name: "qwen3:1.7b", capabilities: ["completion"], digest: "bbb" };
  const listed = async (app: OpenApp) => {
    const { models } = await app.json<{ models: ModelInfo[] }>("GET", "/api/llm/models?provider=ollama");
    return Object.fromEntries(models.map(({ id, damaged = false }) => [id, damaged]));
  };
  const ask = async (app: OpenApp) => (await app.events((await app.send("猫が好きです。")).generationId)).at(-1);

  test("is remembered until it is downloaded again, which removes its file first", async () => {
    const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-damaged-"));
    try {
      await using ollama = await openOllama({ models: [broken, other] });
      {
        await using app = await openAppAt(ollama, dataDir);
        expect(await ask(app)).toMatchObject({ outcome: "failed", error: { code: "damaged_model" } });
        expect(await listed(app)).toEqual({ "gemma3:1b": true, "qwen3:1.7b": false });
      }
      await using app = await openAppAt(ollama, dataDir);
      expect(await listed(app)).toEqual({ "gemma3:1b": true, "qwen3:1.7b": false });
      await start(app, "gemma3:1b");
      expect(await until(app, isOver)).toMatchObject({ state: "done", error: null });
      expect(await listed(app)).toEqual({ "gemma3:1b": false, "qwen3:1.7b": false });
      const order = ollama.requests.map((request) => request.path).filter((each) => /pull|delete/.test(each));
      expect(order).toEqual(["/api/delete", "/api/pull"]);
      expect(await ask(app)).toMatchObject({ outcome: "complete" });
    } finally {
      fs.rmSync(dataDir, { recursive: true, force: true });
    }
  });

  test("is no longer taken for damaged when its file has changed", async () => {
    await using ollama = await openOllama({ models: [broken, other] });
    await using app = await openAppAt(ollama);
    await ask(app);
    ollama.models = [{ ...broken, digest: "ccc", isDamaged: false }, other];
    expect(await listed(app)).toEqual({ "gemma3:1b": false, "qwen3:1.7b": false });
  });

  test("is remembered when it failed as the learner loaded it", async () => {
    await using ollama = await openOllama({ models: [broken, other] });
    await using app = await openAppAt(ollama);
    const loaded = await app.request("POST", "/api/llm/ollama/load", { model: "gemma3:1b" });
    expect(await loaded.json()).toMatchObject({ error: { code: "damaged_model" } });
    expect(await listed(app)).toMatchObject({ "gemma3:1b": true });
  });
});

test("reports no total before the size of the model layer is known, and the progress never decreases (F26)", async () => {
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const pace = (bytes: number) => (bytes === 5e6 ? gates[0]!.promise : bytes >= 4e9 && gates[1]!.promise);
  await using ollama = await openOllama({ pull: { layers: [10e6, 8e9], steps: 2, pace } });
  await using app = await openAppAt(ollama);
  await start(app, "gemma3:12b");
  const early = await until(app, ({ completedBytes }) => completedBytes === 5e6);
  expect(early).toMatchObject({ totalBytes: null, secondsLeft: null, step: "downloading" });
  gates[0]!.resolve();
  const later = await until(app, ({ completedBytes }) => completedBytes > 4e9);
  expect(later).toMatchObject({ totalBytes: 8_010_000_000 });
  expect(later.fraction).toBeWithin(0.45, 0.55);
  expect(early.fraction).toBeLessThan(0.01);
  gates[1]!.resolve();
  await until(app, isOver);
});

test("runs one download when two tabs ask for the same model in different spellings (72, F27)", async () => {
  const { pull, letGo } = halfway();
  await using ollama = await openOllama({ pull });
  await using app = await openAppAt(ollama);
  const [a, b] = await Promise.all([start(app, "gemma3"), start(app, "Gemma3:latest")]);
  expect(b.id).toBe(a.id);
  await until(app, isHalf);
  expect(await list(app)).toHaveLength(1);
  expect((await start(app, "gemma3")).id).toBe(a.id);
  letGo();
  await until(app, isOver);
  expect(pulls(ollama)).toHaveLength(1);
});

test("closes the connection on cancel, deletes nothing, and resumes when started again (72, F30)", async () => {
  const { pull, letGo } = halfway();
  await using ollama = await openOllama({ pull, models: [installed, { ...installed, name: "gemma3:4b" }] });
  await using app = await openAppAt(ollama);
  const { id } = await start(app, "gemma3:4b"); // an update of an installed model
  await until(app, isHalf);
  expect(await cancel(app, id)).toMatchObject({ id, state: "cancelled", completedBytes: 2e9, bytesPerSecond: null });
  expect(await pulls(ollama)[0]?.closed).toBe("client");
  expect(await models(app)).toEqual(["gemma3:1b", "gemma3:4b"]);
  expect(ollama.requests.some(({ method }) => method === "DELETE")).toBe(false);

  letGo();
  expect(await start(app, "gemma3:4b")).toMatchObject({ id, state: "running", completedBytes: 2e9 });
  expect(await until(app, isOver)).toMatchObject({ id, state: "done", completedBytes: 4e9 });
  // a finished download cannot be cancelled
  expect(await cancel(app, id)).toMatchObject({ state: "done" });
});

test("pauses a download when Blossom stops, and resumes it on request in the next run (F28)", async () => {
  const { pull, letGo } = halfway();
  await using ollama = await openOllama({ pull });
  await using first = await openAppAt(ollama);
  const { id } = await start(first, "gemma3:4b");
  const { fraction } = await until(first, isHalf);
  await first.stop();
  expect(await pulls(ollama)[0]?.closed).toBe("client");

  await using second = await openAppAt(ollama, first.dataDir);
  expect(await list(second)).toMatchObject([{ id, state: "paused", completedBytes: 2e9, totalBytes: 4e9, fraction }]);
  expect(pulls(ollama)).toHaveLength(1); // Blossom does not resume by itself
  letGo();
  await start(second, "gemma3:4b");
  expect(await until(second, isOver)).toMatchObject({ id, state: "done" });
});

test("starts the progress from zero when Ollama restarted and lost the partial file (F28)", async () => {
  const { pull } = halfway();
  const ollama = await openOllama({ pull });
  await using app = await openAppAt(ollama);
  const { id } = await start(app, "gemma3:4b");
  await until(app, isHalf);
  await ollama.close();
  expect(await until(app, isOver)).toMatchObject({
    state: "failed",
    error: { code: "incomplete" },
    completedBytes: 2e9,
  });

  const hold = Promise.withResolvers<void>();
  const pace = (bytes: number) => (bytes >= 4e8 ? hold.promise : new Promise(setImmediate));
  await using again = await openOllama({ port: ollama.port, pull: { layers: [4e9], steps: 10, pace } });
  await start(app, "gemma3:4b");
  const begun = await until(app, ({ completedBytes }) => completedBytes === 4e8);
  expect(begun.fraction).toBeCloseTo(0.1, 1);
  hold.resolve();
  expect(await until(app, isOver)).toMatchObject({ id, state: "done", fraction: 1 });
  expect(pulls(again)).toHaveLength(1);
});

test("shows a download as paused after Blossom was killed (F28)", async () => {
  const { pull } = halfway();
  const folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-downloads-"));
  try {
    await using ollama = await openOllama({ pull });
    const killed = await spawnApp({ BLOSSOM_DIR: folder });
    const json = async <T>(method: string, route: string, body?: object): Promise<T> => {
      const headers = { "content-type": "application/json" };
      const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      return (await fetch(`${killed.url}${route}`, init)).json();
    };
    await json("PUT", "/api/llm/settings", { provider: "ollama", ollamaUrl: ollama.url });
    await json("POST", path, { model: "gemma3:4b" });
    await until({ json }, isHalf);
    await killed.kill("SIGKILL");
    await using app = await openApp({ dataDir: folder });
    expect(await list(app)).toMatchObject([{ model: "gemma3:4b", state: "paused" }]);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}, 30_000);

describe("reports the error of a failed download, deletes nothing, and allows another try (70, 71, F29)", () => {
  const rows: [string, PullScript, object][] = [
    ["the disk is full", { fails: { after: 1e9, error: "write x: no space left on device" } }, { code: "disk_full" }],
    ["the file is damaged", { verify: "digest mismatch, file must be downloaded again" }, { code: "invalid_response" }],
    ["the model does not exist", { manifest: "file does not exist" }, { code: "model_not_found", model: "gemma3:4b" }],
    [
      "there is no network",
      { manifest: 'Get "https://registry.ollama.ai/v2/": dial tcp: lookup registry.ollama.ai: no such host' },
      { code: "dns", host: "registry.ollama.ai" },
    ],
    ["the connection breaks", { fails: { after: 1e9, how: "destroy" } }, { code: "incomplete" }],
    ["the stream ends without success", { noSuccess: true }, { code: "incomplete" }],
  ];
  test.each(rows)("%s", async (_name, pull, error) => {
    await using ollama = await openOllama({ pull });
    await using app = await openAppAt(ollama);
    await start(app, "gemma3:4b");
    const failed = await until(app, isOver);
    expect(failed).toMatchObject({ state: "failed", error });
    expect((await models(app))[0]).toBe("gemma3:1b");
    ollama.pull = {};
    expect(await start(app, "gemma3:4b")).toMatchObject({ id: failed.id, state: "running", error: null });
    expect(await until(app, isOver)).toMatchObject({ state: "done", error: null });
  });

  test("Ollama is not running", async () => {
    await using app = await openApp({ provider: { type: "ollama", url: "http://127.0.0.1:1" } });
    await start(app, "gemma3:4b");
    expect(await until(app, isOver)).toMatchObject({ state: "failed", error: { code: "connect" } });
    expect((await until(app, isOver)).error).not.toHaveProperty("host");
  });
});

test("runs two downloads at once and queues the others, which can be cancelled while they wait", async () => {
  const holds = new Map<string, PromiseWithResolvers<void>>();
  const pull = (model: string) => {
    const hold = Promise.withResolvers<void>();
    holds.set(model, hold);
    return { layers: [4e9], pace: () => hold.promise };
  };
  await using ollama = await openOllama({ pull });
  await using app = await openAppAt(ollama);
  const names = ["a:1b", "b:1b", "c:1b", "d:1b"];
  const downloads = [];
  for (const name of names) downloads.push(await start(app, name));
  expect(downloads.map(({ step }) => step)).toEqual(["starting", "starting", "waiting", "waiting"]);
  expect((await list(app)).map(({ model }) => model)).toEqual(names.toReversed());
  await ollama.waitForRequest("/api/pull", 2);
  expect(await cancel(app, downloads[2]!.id)).toMatchObject({ state: "cancelled" });
  await cancel(app, downloads[0]!.id);
  await ollama.waitForRequest("/api/pull", 3);
  expect(pulls(ollama).map(({ body }) => body)).toMatchObject([
    { model: "a:1b" },
    { model: "b:1b" },
    { model: "d:1b" },
  ]);
  for (const { resolve } of holds.values()) resolve();
  expect(await until(app, isOver)).toMatchObject({ model: "d:1b", state: "done" });
});

test("stores the progress of a download at most once a second, however fast the events arrive", async () => {
  await using ollama = await openOllama({ pull: { layers: [4e9], steps: 2_000 } });
  await using app = await openAppAt(ollama);
  const db = new Database(join(app.dataDir, "blossom.db"));
  db.run("CREATE TABLE writes (at INTEGER)");
  db.run("CREATE TRIGGER note AFTER UPDATE ON downloads BEGIN INSERT INTO writes VALUES (NEW.updated_at); END");
  await start(app, "gemma3:4b");
  await until(app, isOver);
  const times = db
    .query<{ at: number }, []>("SELECT at FROM writes ORDER BY rowid")
    .all()
    .map(({ at }) => at);
  expect(times).not.toBeEmpty();
  // the last write is the end of the download, which is stored at once
  const gaps = times.slice(1, -1).map((at, index) => at - times[index]!);
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1_000);
  db.close();
});

test("keeps a download at the address where it started when the address changes", async () => {
  const { pull, letGo } = halfway();
  await using ollama = await openOllama({ pull });
  await using other = await openOllama();
  await using app = await openAppAt(ollama);
  await start(app, "gemma3:4b");
  await until(app, isHalf);
  await app.json("PUT", "/api/llm/settings", { ollamaUrl: other.url });
  expect(await list(app)).toEqual([]);
  letGo();
  await app.json("PUT", "/api/llm/settings", { ollamaUrl: ollama.url });
  await until(app, isOver);
  expect(ollama.models.map(({ name }) => name)).toContain("gemma3:4b");
  expect(pulls(other)).toEqual([]);
});

test("lists ended downloads for a day, and paused ones until the learner decides", async () => {
  await using ollama = await openOllama();
  await using first = await openAppAt(ollama);
  await start(first, "gemma3:4b");
  await until(first, isOver);
  await first.stop();
  const db = new Database(join(first.dataDir, "blossom.db"));
  const old = Date.now() - 25 * 60 * 60_000;
  db.run("UPDATE downloads SET updated_at = ?", [old]);
  db.run(
    "INSERT INTO downloads (id, base_url, model, state, created_at, updated_at) SELECT 'old', base_url, 'a:1b', 'running', ?1, ?1 FROM downloads",
    [old],
  );
  db.close();
  await using second = await openAppAt(ollama, first.dataDir);
  expect(await list(second)).toMatchObject([{ id: "old", state: "paused", fraction: 0 }]);
});

describe("the name of a model (T18)", () => {
  const bad = [
    "../../x",
    "a/../b:1b",
    "gemma3:4b\u0000",
    "gemma3\u001b[2J",
    "gemma3 4b",
    "a/b/c/d",
    "gemma3:4b:1",
    "-gemma3",
    "http://evil.example/x/y",
    "user@evil.example/x/y",
    "evil.example/x",
    "169.254.169.254/x/y",
    "127.0.0.1:8080/x/y",
    "localhost:5000/x/y",
    "nas.local/x/y",
    "[::1]/x/y",
    "0x7f000001/x/y",
    "metadata.google.internal/x/y",
    "猫:4b",
    "x".repeat(10_000),
  ];
  const routes = [path, "/api/llm/ollama/delete", "/api/llm/ollama/load", "/api/llm/ollama/unload"];

  test("is refused before any request to Ollama when it is invalid", async () => {
    await using ollama = await openOllama();
    await using app = await openAppAt(ollama);
    const asked = ollama.requests.length;
    for (const model of [...bad, "", " "]) {
      const response = await app.request("POST", path, { model, allowRegistry: true });
      expect([model, response.status]).toEqual([model, 400]);
      expect(await response.json()).toMatchObject({ error: { code: "invalid_request" } });
    }
    for (const route of routes)
      for (const model of ["../../x", "gemma3\u001b[2J", "x".repeat(10_000)])
        expect((await app.request("POST", route, { model })).status).toBe(400);
    expect(ollama.requests.length).toBe(asked);
    expect(await list(app)).toEqual([]);
  });

  test("needs consent once when it belongs to another registry", async () => {
    const { pull, letGo } = halfway();
    await using ollama = await openOllama({ pull });
    await using app = await openAppAt(ollama);
    for (const model of ["evil.example/x/y", "hf.co/user/model:Q4", "registry.example:5000/x/y"]) {
      const response = await app.request("POST", path, { model });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ error: { code: "consent_needed", hint: model.split("/")[0] } });
    }
    expect(pulls(ollama)).toEqual([]);
    const { id } = await app.json<Download>("POST", path, { model: "hf.co/user/model:Q4", allowRegistry: true });
    await until(app, isHalf);
    await cancel(app, id);
    letGo();
    await start(app, "hf.co/user/model:Q4"); // resumes without asking for consent again
    expect(await until(app, isOver)).toMatchObject({ id, state: "done" });
  });

  test.each(["gemma3", "gemma3:12b-it-qat", "user/model", "ollama.com/library/gemma3:4b", "registry.ollama.ai/a/b:c"])(
    "needs no consent when it belongs to Ollama's own registry: %s",
    async (model) => {
      await using ollama = await openOllama();
      await using app = await openAppAt(ollama);
      await start(app, model);
      expect(await until(app, isOver)).toMatchObject({ model, state: "done" });
    },
  );
});

test("answers 404 for an unknown download", async () => {
  await using app = await openApp();
  expect((await app.request("POST", `${path}/nope/cancel`, {})).status).toBe(404);
});
