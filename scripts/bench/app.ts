import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import type { Upstream } from "#test/upstream/start-upstream.ts";

export type BenchApp = {
  url: string;
  dataDir: string;
  /** Milliseconds from the start of the process to its first 200. */
  startMs: number;
  /** How long its event loop was blocked at most since the last call, in ms. Only if it is watched. */
  delay(): Promise<number>;
  /** Current resident memory of the process in MB (Linux; NaN elsewhere). */
  memory(): number;
  request(method: string, path: string, body?: object): Promise<Response>;
  /** Ends the process and keeps its data folder. */
  close(): Promise<void>;
  stop(): Promise<void>;
};

type Options = {
  /** Default: an empty folder. */
  dataDir?: string;
  /** Measures how long its event loop is blocked. */
  isWatched?: boolean;
};

/** Starts the built app in its own process. */
export async function startApp(
  environment: Record<string, string> = {},
  { dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-bench-")), isWatched = false }: Options = {},
): Promise<BenchApp> {
  const port = await findPort();
  const started = performance.now();
  let answer = Promise.withResolvers<number>();
  const watch = isWatched ? ["--preload", "./scripts/bench/watch-loop.ts"] : [];
  const child = Bun.spawn([process.execPath, ...watch, "dist/server/main.js"], {
    ...(isWatched && { ipc: (longest: number) => answer.resolve(longest) }),
    env: { PATH: process.env.PATH ?? "", HOME: dataDir, PORT: port, BLOSSOM_DIR: dataDir, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  await waitForHealth(url);
  const startMs = performance.now() - started;

  async function close() {
    child.kill();
    await child.exited;
  }

  return {
    url,
    dataDir,
    close,
    startMs,
    delay() {
      answer = Promise.withResolvers<number>();
      child.send("delay");
      return answer.promise;
    },
    memory: () => memoryOf(child.pid),
    request: (method, path, body) =>
      fetch(`${url}${path}`, {
        method,
        headers: { "content-type": "application/json", prefer: "respond-async" },
        ...(body && { body: JSON.stringify(body) }),
      }),
    async stop() {
      await close();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A port on which nothing listens. */
export async function findPort(): Promise<string> {
  const probe = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response() });
  const port = String(probe.port); // a stopped server has none
  await probe.stop(true);
  return port;
}

/** Returns after the first 200. */
export async function waitForHealth(url: string) {
  const isReady = () =>
    fetch(`${url}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) await Bun.sleep(1);
}

/** Current resident memory of a process in MB (Linux; NaN elsewhere). */
export function memoryOf(pid: number): number {
  const status = `/proc/${pid}/status`;
  if (!fs.existsSync(status)) return Number.NaN;
  return Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(status, "utf8"))?.[1]) / 1024;
}

/** Chooses the first model of a scripted Ollama, which makes no titles. */
export const chooseOllama = (app: BenchApp, { url, models }: Upstream) =>
  app.request("PUT", "/api/llm/settings", {
    provider: "ollama",
    ollamaUrl: url,
    chatModel: models[0]!.name,
    titleModel: "",
  });
