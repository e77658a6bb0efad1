import { Database } from "bun:sqlite";
import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, jest, spyOn, test } from "bun:test";
import type { Conversation, Message } from "#shared/chat.ts";
import type { ServerStatus } from "#shared/status.ts";
import { readEvents } from "#test/read-events.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";
import { readConfig } from "./config.ts";
import { createCore } from "./core.ts";
import { insertConversation } from "./db/conversations.ts";
import { insertEvent, insertGeneration } from "./db/generations.ts";
import { insertMessage } from "./db/messages.ts";
import { openDatabase, openWithoutWriting } from "./db/open.ts";
import { startBlossom } from "./start.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-core-"));
});
afterEach(() => fs.rmSync(dataDir, { recursive: true, force: true }));
const config = () => readConfig({ PORT: "0", BLOSSOM_DIR: dataDir });

describe("an answer whose end could not be stored, while the disk is full", () => {
  /** The state after a full disk: the log has no end event, and nothing can be written. */
  function openFull() {
    const db = openDatabase(join(dataDir, "blossom.db"));
    const turn = { conversationId: "c", language: "ja", createdAt: 1 } as const;
    insertConversation(db, "c", "ja", 1);
    insertMessage(db, { ...turn, id: "q", role: "learner", text: "hello" });
    insertMessage(db, { ...turn, id: "m", role: "tutor", text: "" });
    const appearance = { kind: "message", ref: "q" } as const;
    const generation = { id: "g", task: "reply", messageId: "m", appearance } as const;
    insertGeneration(db, { ...generation, explanationLanguage: "en", now: 1 });
    const started = { type: "started", generationId: "g", language: "ja", responder: null, at: 1 };
    insertEvent(db, "g", 1, JSON.stringify(started));
    insertEvent(db, "g", 2, JSON.stringify({ type: "text", text: "いち" }));
    db.run("PRAGMA query_only = ON");
    const core = createCore(config(), db, { hosts: () => ["blossom"] });
    const get = (path: string) => core.app.request(path, { headers: { host: "blossom" } });
    return { db, core, get };
  }

  test("is read as interrupted, with everything that was shown", async () => {
    const { db, core, get } = openFull();
    const response = await get("/api/conversations/c");
    expect(response.status).toBe(200);
    const { messages } = (await response.json()) as { messages: Message[] };
    expect(messages[1]).toMatchObject({ text: "いち", answer: { outcome: "interrupted" }, generation: { seq: 3 } });
    expect(await (await get("/api/generations/g")).json()).toMatchObject({ seq: 3, answer: { text: "いち" } });
    const events = await Array.fromAsync(readEvents(await get("/api/generations/g/events?after=1")));
    expect(events.slice(0, 2).map(({ id, data }) => [id, data])).toEqual([
      ["2", '{"type":"text","text":"いち"}'],
      ["3", '{"type":"end","outcome":"interrupted"}'],
    ]);
    expect(events.slice(2).map(({ data }) => data)).toEqual(["[DONE]"]);
    await core.close();
    db.close();
  });

  test("is closed in the database by the first read that can write", async () => {
    const { db, core, get } = openFull();
    await get("/api/generations/g");
    db.run("PRAGMA query_only = OFF");
    await get("/api/generations/g");
    expect(db.query("SELECT outcome, seq FROM generations").all()).toEqual([{ outcome: "interrupted", seq: 3 }]);
    await core.close();
    db.close();
  });
});

test("deletes no installed dictionary when it started with an empty stand-in for the database", async () => {
  const file = join(dataDir, "dictionaries", "jmdict-0a1b2c3d.sqlite");
  fs.mkdirSync(join(dataDir, "dictionaries"));
  fs.writeFileSync(file, "x");
  const db = openWithoutWriting(join(dataDir, "blossom.db"));
  await createCore(config(), db, { hosts: () => [], startedWith: "read_only" }).close();
  db.close();
  expect(fs.existsSync(file)).toBe(true);
});

test("replaces the database while the server listens; requests in between wait for the new one", async () => {
  const copy = join(dataDir, "backup.db");
  const path = join(dataDir, "blossom.db");
  await using upstream = await startUpstream({ protocol: "ollama", script: { text: "はい" } });
  const { url, reopen, stop } = startBlossom(config());
  const headers = { "content-type": "application/json" };
  const send = (method: string, to: string, body?: object) =>
    fetch(`${url}${to}`, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  const titles = async () => {
    const { conversations } = (await (await send("GET", "/api/conversations")).json()) as {
      conversations: Conversation[];
    };
    return conversations.map(({ title }) => title);
  };
  await send("PUT", "/api/llm/settings", { provider: "ollama", baseUrl: upstream.url, chatModel: "gemma3:12b" });
  await (await send("POST", "/api/chat", { text: "before" })).text();
  using db = new Database(path, { readonly: true });
  db.run("VACUUM INTO ?", [copy]);
  db.close();
  await (await send("POST", "/api/chat", { text: "after" })).text();
  expect(await titles()).toHaveLength(2);

  let meanwhile: Promise<(string | null)[]> | undefined;
  await reopen(() => {
    meanwhile = titles();
    fs.copyFileSync(copy, path);
  });
  expect(await meanwhile).toHaveLength(1);
  expect(await titles()).toHaveLength(1);
  await (await send("POST", "/api/chat", { text: "again" })).text();
  expect(await titles()).toHaveLength(2);
  await stop();
});

test("replaces the database after the requests that it was answering", async () => {
  const [arrived, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await using models = Bun.serve({
    port: 0,
    async fetch() {
      arrived.resolve();
      await released.promise;
      return Response.json({ version: "0.12.0", models: [] });
    },
  });
  const { url, reopen, stop } = startBlossom({ ...config(), drainMs: 60_000 });
  const asked = fetch(`${url}/api/llm/ollama/status`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url: `http://127.0.0.1:${models.port}` }),
  });
  await arrived.promise;
  let isReleased = false;
  const opened = reopen(() => expect(isReleased).toBe(true));
  for (let step = 0; step < 500; step += 1) await new Promise(setImmediate); // without waiting it would be closed by now
  isReleased = true;
  released.resolve();
  await opened;
  expect((await asked).status).toBe(200);
  await stop();
});

describe("a database that is opened again", () => {
  const path = () => join(dataDir, "blossom.db");
  const failure = new Error("copy failed");
  const fail = () => {
    throw failure;
  };
  /** Makes the database file one that cannot be opened. */
  const hide = () => {
    fs.renameSync(path(), `${path()}.away`);
    fs.mkdirSync(path());
  };
  const putBack = () => {
    fs.rmdirSync(path());
    fs.renameSync(`${path()}.away`, path());
  };
  const statusOf = async (url: string) => (await fetch(`${url}/api/conversations`)).status;

  test("is used again after the change of its files failed", async () => {
    const { url, reopen, stop } = startBlossom(config());
    await expect(reopen(fail)).rejects.toBe(failure);
    expect(await statusOf(url)).toBe(200);
    await stop();
  });

  test("can be opened later if it could not be opened now", async () => {
    const { url, reopen, stop } = startBlossom(config());
    await expect(reopen(hide)).rejects.toThrow(/cannot be opened/);
    expect(await statusOf(url)).toBe(503);
    await reopen(putBack);
    expect(await statusOf(url)).toBe(200);
    await stop();
  });

  test("is closed when Blossom stops meanwhile, and Blossom ends even if it could not be opened", async () => {
    const first = startBlossom(config());
    const began = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    const opened = first.reopen(() => {
      began.resolve();
      return ended.promise;
    });
    await began.promise;
    const stopped = first.stop().then(ended.resolve);
    setTimeout(ended.resolve, 200); // it must not end before the change does
    await Promise.all([opened, stopped]);
    expect(fs.existsSync(`${path()}-wal`)).toBe(false); // a connection that is still open keeps it

    const second = startBlossom(config());
    await expect(second.reopen(hide)).rejects.toThrow();
    await second.stop();
    await expect(second.reopen(putBack)).rejects.toThrow("stopped");
  });

  test("is tried again after the disk was repaired, until it can be opened", async () => {
    await startBlossom(config()).stop();
    using access = spyOn(fs, "accessSync").mockImplementation((file) => {
      if (file === path()) throw Object.assign(new Error("access"), { code: "EACCES" });
    });
    jest.useFakeTimers();
    const { url, stop } = startBlossom(config());
    access.mockRestore();
    hide();
    using stderr = spyOn(process.stderr, "write");
    const failures = () => stderr.mock.calls.filter(([line]) => String(line).includes("not opened again")).length;
    while (failures() < 2) {
      jest.advanceTimersByTime(1_000);
      await statusOf(url);
    }
    putBack();
    while ((await statusOf(url)) !== 200) jest.advanceTimersByTime(1_000);
    jest.useRealTimers();
    await stop();
  });
});

test("leaves no timer behind when its port is in use", async () => {
  const { url, stop } = startBlossom(config());
  jest.useFakeTimers();
  const other = { ...config(), port: Number(new URL(url).port), dataDir: join(dataDir, "other") };
  expect(() => startBlossom(other)).toThrow(/is in use/);
  const timers = jest.getTimerCount();
  jest.useRealTimers();
  expect(timers).toBe(0);
  await stop();
});

test("ends a probe when Blossom stops, and neither asks nor records anything afterwards", async () => {
  const asked = Promise.withResolvers<void>();
  const version = Promise.withResolvers<Response>();
  const paths: string[] = [];
  using server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch(request) {
      paths.push(new URL(request.url).pathname);
      asked.resolve();
      return paths.length === 1 ? version.promise : Response.json({});
    },
  });
  using stderr = spyOn(process.stderr, "write");
  const { url, stop } = startBlossom(config());
  const response = fetch(`${url}/api/llm/ollama/status`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url: server.url.origin }),
  });
  await asked.promise;
  await Promise.all([stop(), response]);
  const status = (await (await response).json()) as ServerStatus;
  expect(status).toMatchObject({ available: false, error: { code: "aborted" } });
  version.resolve(Response.json({ version: "0.32.15" }));
  expect((await fetch(server.url)).status).toBe(200); // by now a list would have been asked for
  expect(paths).toEqual(["/api/version", "/"]);
  expect(stderr.mock.calls.filter(([line]) => /not (recorded|stored)/.test(String(line)))).toEqual([]);
});
