import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, setDefaultTimeout, test } from "bun:test";
import type { Message, Started } from "#shared/chat.ts";
import { spawnApp } from "#test/spawn-app.ts";
import { readEvents } from "#test/read-events.ts";
import { startUpstream } from "#test/upstream/start-upstream.ts";

setDefaultTimeout(30_000); // these tests start processes, and on a fresh clone they first build the app

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(os.tmpdir(), "blossom-main-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const headers = { "content-type": "application/json", prefer: "respond-async" };
const call = async <T>(url: string, method: string, path: string, body?: object): Promise<T> => {
  const response = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return response.json();
};
/** Starts an answer that never ends and waits until some of it was shown. */
async function startAnswer(url: string, upstreamUrl: string) {
  await call(url, "PUT", "/api/llm/settings", { provider: "ollama", ollamaUrl: upstreamUrl, chatModel: "gemma3:12b" });
  const started = await call<Started>(url, "POST", "/api/chat", { text: "hello" });
  const response = await fetch(`${url}/api/generations/${started.generationId}/events`);
  let shown = "";
  for await (const { data } of readEvents(response)) {
    const event = JSON.parse(data) as { type: string; text?: string };
    shown += event.type === "text" ? event.text : "";
    if (shown.length >= 6) break;
  }
  return { ...started, shown };
}

test.each(["SIGKILL", "SIGTERM"] as const)(
  "keeps everything shown, marked as interrupted, after %s during an answer (F45)",
  async (signal) => {
    await using upstream = await startUpstream({
      protocol: "ollama",
      script: { text: "一二三四五六七八九十", tokensPerSecond: 50, silentAfter: 3 },
    });
    const first = await spawnApp({ BLOSSOM_DIR: folder });
    const { conversationId, shown } = await startAnswer(first.url, upstream.url);
    const code = await first.kill(signal);
    if (signal === "SIGTERM") {
      expect(code).toBe(0);
      expect(fs.existsSync(join(folder, "blossom.db-wal"))).toBe(false); // merged into the database file
    }

    const second = await spawnApp({ BLOSSOM_DIR: folder });
    const { messages } = await call<{ messages: Message[] }>(second.url, "GET", `/api/conversations/${conversationId}`);
    expect(messages[0]?.text).toBe("hello");
    expect(messages[1]?.answer?.outcome).toBe("interrupted");
    expect(messages[1]?.text).toStartWith(shown);
    await second.kill("SIGTERM");
  },
);

/** Sends half of a request, so that stopping takes two seconds. */
async function sendHalf(url: string) {
  const { hostname, port, host } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  await once(socket, "connect");
  socket.on("error", () => {});
  const lines = ["POST /api/chat HTTP/1.1", `host: ${host}`, "content-type: application/json", "content-length: 9"];
  await new Promise((done) => socket.write(`${lines.join("\r\n")}\r\n\r\n{`, done));
  await fetch(`${url}/api/health`); // by now, the server has read it
}
const isListening = (url: string) =>
  fetch(`${url}/api/health`).then(
    () => true,
    () => false,
  );

// the kernel tells every process that its terminal was closed, and then the shell tells it again
test.skipIf(process.platform === "win32")("stops in order when a signal comes twice", async () => {
  const app = await spawnApp({ BLOSSOM_DIR: folder });
  await sendHalf(app.url);
  void app.kill("SIGHUP");
  while (await isListening(app.url));
  expect(await app.kill("SIGHUP")).toBe(0);
  expect(fs.existsSync(join(folder, "instance.json"))).toBe(false);
});

// on Windows, a signal from another process ends it at once
test.skipIf(process.platform === "win32").each(["src/server/main.ts", "dist/server/main.js"])(
  "ends after one signal although its JavaScript never pauses, and keeps what it stored: %s",
  async (entry) => {
    const blockWhen = join(folder, "block");
    const blocking = { BUN_OPTIONS: "--preload=./test/block-loop.ts", BLOCK_WHEN: blockWhen };
    const data = join(folder, "data");
    const app = await spawnApp({ BLOSSOM_DIR: data, ...blocking }, entry);
    await call(app.url, "PUT", "/api/settings", { theme: "dark" });
    fs.writeFileSync(blockWhen, "");
    const isBlocked = () =>
      fetch(`${app.url}/api/health`, { signal: AbortSignal.timeout(1_000) }).then(
        () => false,
        () => true,
      );
    while (!(await isBlocked()));
    expect(await app.kill("SIGTERM")).toBe(128 + os.constants.signals.SIGKILL);

    const next = await spawnApp({ BLOSSOM_DIR: data }, entry);
    expect(await call<{ theme: string }>(next.url, "GET", "/api/settings")).toMatchObject({ theme: "dark" });
    expect(await next.kill("SIGTERM")).toBe(0);
  },
);

test.skipIf(process.platform === "win32")(
  "ends with 1, and says so, when something keeps it from stopping",
  async () => {
    const app = await spawnApp({ BLOSSOM_DIR: folder, BUN_OPTIONS: "--preload=./test/hang-stop.ts" });
    expect(await app.kill("SIGTERM")).toBe(1);
    expect(app.output()).toContain("not stopped in time");
  },
);

test("refuses to start a second Blossom on the same folder and names the first", async () => {
  const first = await spawnApp({ BLOSSOM_DIR: folder });
  const pid = (JSON.parse(fs.readFileSync(join(folder, "instance.json"), "utf8")) as { pid: number }).pid;
  await expect(spawnApp({ BLOSSOM_DIR: folder })).rejects.toThrow(new RegExp(`already runs.*${pid}`));
  await first.kill("SIGKILL");
  const next = await spawnApp({ BLOSSOM_DIR: folder }); // a dead process holds no lock
  await next.kill("SIGTERM");
});

test("refuses to start, with one clear line, for a used port, a public address or a newer database", async () => {
  const first = await spawnApp({ BLOSSOM_DIR: folder });
  const port = new URL(first.url).port;
  const other = join(folder, "other");
  await expect(spawnApp({ BLOSSOM_DIR: other, PORT: port })).rejects.toThrow(`Port ${port} is in use`);
  await expect(spawnApp({ BLOSSOM_DIR: other, BLOSSOM_HOST: "0.0.0.0" })).rejects.toThrow("BLOSSOM_HOST must be");
  await first.kill("SIGTERM");

  const { Database } = await import("bun:sqlite");
  const db = new Database(join(folder, "blossom.db"));
  db.run("PRAGMA user_version = 99");
  db.close();
  await expect(spawnApp({ BLOSSOM_DIR: folder })).rejects.toThrow(/newer Blossom \(schema 99\)/);
});

test("accepts connections only from this computer", async () => {
  const app = await spawnApp({ BLOSSOM_DIR: folder });
  const { port } = new URL(app.url);
  const outside = Object.values(os.networkInterfaces())
    .flat()
    .flatMap((one) => (one && !one.internal && one.family === "IPv4" ? [one.address] : []));
  // all of 127.0.0.0/8 is this computer, so a server that listens on all addresses would answer here too
  for (const address of ["127.0.0.2", ...outside])
    await expect(fetch(`http://${address}:${port}/api/health`)).rejects.toThrow();
  expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
  await app.kill("SIGTERM");
});

test("uses its own files when the built tree was moved", async () => {
  await (await spawnApp({ BLOSSOM_DIR: join(folder, "data") }, "dist/server/main.js")).kill("SIGTERM"); // builds it
  const moved = join(folder, "moved");
  fs.cpSync("dist", join(moved, "dist"), { recursive: true });
  fs.symlinkSync(join(process.cwd(), "node_modules"), join(moved, "node_modules"));
  fs.writeFileSync(join(moved, "dist/web/index.html"), "<title>moved</title>");
  fs.rmSync(join(moved, "dist/data/starter-ko.sqlite"));
  const main = join(moved, "dist/server/main.js");
  const analyse = async (url: string) => {
    const body = { language: "ja", texts: ["日本"] };
    const { texts } = await call<{ texts: { words: object[] }[] }>(url, "POST", "/api/analyse", body);
    return texts[0]?.words;
  };

  const first = await spawnApp({ BLOSSOM_DIR: join(folder, "data") }, main);
  expect(await (await fetch(first.url)).text()).toContain("moved");
  const { dictionaries } = await call<{ dictionaries: { id: string }[] }>(first.url, "GET", "/api/dictionaries");
  expect(dictionaries.map(({ id }) => id)).not.toContain("starter-ko");
  expect(await analyse(first.url)).toMatchObject([{ surface: "日本" }]);
  await first.kill("SIGTERM");

  const worker = `const { parentPort } = require("node:worker_threads");
    parentPort.on("message", ({ id }) => parentPort.postMessage({ id, result: [] }));`;
  fs.writeFileSync(join(moved, "dist/server/worker.js"), worker);
  const second = await spawnApp({ BLOSSOM_DIR: join(folder, "data") }, main);
  expect(await analyse(second.url)).toEqual([]);
  await second.kill("SIGTERM");
});
