import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { perform } from "#test/hostile/perform.ts";
import { type HostileScript, hostileScripts } from "#test/hostile/scripts.ts";
import { startHostileModel } from "#test/hostile/start-hostile-model.ts";
import { type Row, toRow } from "./rows.ts";

/** The learner presses Stop after this time. */
const limitMs = 10_000;

/** Measures what each hostile server adds to the memory of the app, and how long it blocks the event loop at most. Linux only. */
export async function measureHostile(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const script of hostileScripts) {
    const { memory, delay, ended, ms } = await measure(script);
    console.error(
      `${script.name}: ${Math.round(memory)} MB, ${Math.round(delay)} ms blocked, ${Math.round(ms)} ms in all: ${ended}`,
    );
    rows.push(toRow(`${script.name}: memory`, memory, "MB", { atMost: 120 }));
    rows.push(toRow(`${script.name}: event loop blocked`, delay, "ms", { atMost: 100 }));
  }
  return rows;
}

/** Each script has an app of its own. It has answered before, so that what it loads for the first answer does not count. */
async function measure(script: HostileScript) {
  const app = await startWatched(script.provider === "anthropic" ? script : null);
  const friendly = await startHostileModel({ ...script, act: "reply", path: "/nothing" });
  await app.use(friendly.url);
  await perform(app.request, { ...script, act: warmUp(script) }, friendly.url, limitMs);
  friendly.close();
  const server = await startHostileModel(script);
  await app.use(server.url);
  await app.delay();
  const before = app.memory();
  app.resetPeak();
  const started = performance.now();
  const ended = await perform(app.request, script, server.url, limitMs).then(
    (said) => `${said.outcome} ${said.code} ${said.reason} ${said.length}`,
    String,
  );
  const ms = performance.now() - started;
  const result = { memory: app.peak() - before, delay: await app.delay(), ended, ms };
  await app.stop();
  server.close();
  return result;
}

const warmUp = ({ act }: HostileScript) => (act === "download" || act === "title" ? "reply" : act);

async function startWatched(anthropic: HostileScript | null) {
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-hostile-"));
  // the address of Anthropic is fixed when the app starts
  let target = "";
  const proxy = anthropic && (await startRelay(() => target));
  let answer = Promise.withResolvers<number>();
  const child = Bun.spawn([process.execPath, "--preload", "./scripts/bench/watch-loop.ts", "dist/server/main.js"], {
    env: {
      PATH: process.env.PATH ?? "",
      HOME: dataDir,
      PORT: "0",
      BLOSSOM_DIR: dataDir,
      ...(proxy && { ANTHROPIC_BASE_URL: proxy.url, ANTHROPIC_API_KEY: "k" }),
    },
    stdio: ["ignore", "pipe", "ignore"],
    ipc: (longest: number) => answer.resolve(longest),
  });
  let url = "";
  const decoder = new TextDecoder();
  for await (const part of child.stdout) {
    url = /Blossom is at (\S+)/.exec(decoder.decode(part))?.[1] ?? "";
    if (url !== "") break;
  }
  const status = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(fs.readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024;
  return {
    request: (method: string, path: string, body?: object) =>
      fetch(`${url}${path}`, {
        method,
        headers: { "content-type": "application/json", prefer: "respond-async" },
        ...(body && { body: JSON.stringify(body) }),
      }),
    async use(server: string) {
      target = server;
    },
    memory: () => status("VmRSS"),
    peak: () => status("VmHWM"),
    resetPeak: () => fs.writeFileSync(`/proc/${child.pid}/clear_refs`, "5"),
    /** How long the event loop was blocked at most since the last call. */
    async delay() {
      answer = Promise.withResolvers();
      child.send("delay");
      return answer.promise;
    },
    async stop() {
      child.kill("SIGKILL");
      await child.exited;
      proxy?.close();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Passes connections on to a server that changes. */
async function startRelay(target: () => string) {
  const net = await import("node:net");
  const relay = net.createServer((socket) => {
    const { hostname, port } = new URL(target());
    const other = net.connect(Number(port), hostname);
    socket.pipe(other).pipe(socket);
    for (const [one, two] of [
      [socket, other],
      [other, socket],
    ] as const) {
      one.on("error", () => two.destroy());
      one.on("close", () => two.destroy());
    }
  });
  const listening = Promise.withResolvers<void>();
  relay.listen(0, "127.0.0.1", listening.resolve);
  await listening.promise;
  const address = relay.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => relay.close() };
}
