import fs from "node:fs";
import os from "node:os";
import { join } from "node:path";
import { findPort, memoryOf, startApp, waitForHealth } from "./app.ts";
import { median, repeat, type Row, toRow } from "./rows.ts";

export async function measureStart(): Promise<Row[]> {
  const runs = await repeat(7, async () => {
    const app = await startApp();
    await Bun.sleep(500); // idle
    const memory = app.memory();
    await app.stop();
    return { startMs: app.startMs, memory };
  });
  const typed = await repeat(5, startByNpm);
  return [
    toRow("start to first 200", median(runs.map(({ startMs }) => startMs)), "ms", { atMost: 80 }),
    toRow("idle memory, no analyser loaded", median(runs.map(({ memory }) => memory)), "MB", { atMost: 60 }),
    toRow("npm start to first 200", median(typed.map(({ startMs }) => startMs)), "ms", { atMost: 320 }),
    toRow("memory of all that it leaves running", median(typed.map(({ memory }) => memory)), "MB", { atMost: 110 }),
  ];
}

/** What a person types. Linux only: adds up the memory of all processes. */
async function startByNpm(): Promise<{ startMs: number; memory: number }> {
  const dataDir = fs.mkdtempSync(join(os.tmpdir(), "blossom-bench-"));
  const port = await findPort();
  const started = performance.now();
  const npm = Bun.spawn(["npm", "start"], {
    env: { PATH: process.env.PATH ?? "", HOME: dataDir, PORT: port, BLOSSOM_DIR: dataDir },
    stdio: ["ignore", "ignore", "inherit"],
  });
  await waitForHealth(`http://127.0.0.1:${port}`);
  const startMs = performance.now() - started;
  await Bun.sleep(2_000); // idle
  const memory = listTree(npm.pid).reduce((sum, pid) => sum + memoryOf(pid), 0);
  npm.kill();
  await npm.exited;
  fs.rmSync(dataDir, { recursive: true, force: true });
  return { startMs, memory };
}

/** A process and all that it started. */
function listTree(pid: number): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  const children = fs.existsSync(path) ? fs.readFileSync(path, "utf8").trim().split(" ").filter(Boolean) : [];
  return [pid, ...children.flatMap((child) => listTree(Number(child)))];
}
