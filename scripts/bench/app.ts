import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";

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
  const probe = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response() });
  const port = String(probe.port);
  await probe.stop(true);
  const started = performance.now();
  let answer = Promise.withResolvers<number>();
  const watch = isWatched ? ["--preload", "./scripts/bench/watch-loop.ts"] : [];
  const child = Bun.spawn([process.execPath, ...watch, "dist/server/main.js"], {
    ...(isWatched && { ipc: (longest: number) => answer.resolve(longest) }),
    env: { PATH: process.env.PATH ?? "", HOME: dataDir, PORT: port, BLOSSOM_DIR: dataDir, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  while (
    !(await fetch(`${url}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await Bun.sleep(1);
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
    memory() {
      const status = `/proc/${child.pid}/status`;
      if (!fs.existsSync(status)) return Number.NaN;
      return Number(fs.readFileSync(status, "utf8").match(/VmRSS:\s+(\d+)/)?.[1]) / 1024;
    },
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
